package io.throughline.kit.document;

/**
 * One mistake in a document.
 *
 * @param path such as {@code entry[0].when}; {@link #WHOLE} for the document itself
 * @param line counted from 1
 * @param message what is wrong
 * @param hint what to do about it; may be empty
 */
public record Problem(String path, int line, String message, String hint) {

    /** The path of what concerns no single field. */
    public static final String WHOLE = "yaml";

    /** Line, message and hint in one sentence: {@code line 12: has no end; add achieved}. */
    public String description() {
        return "line " + line + ": " + message + (hint.isEmpty() ? "" : "; " + hint);
    }
}
