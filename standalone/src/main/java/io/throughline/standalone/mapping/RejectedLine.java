package io.throughline.standalone.mapping;

/** A line cannot become an interaction. The message names the part of the interaction, and quotes nothing. */
final class RejectedLine extends RuntimeException {

    private final String value;
    private final String hint;

    RejectedLine(String part, String reason) {
        this(part, reason, "", "");
    }

    /** @param value what cannot be read */
    RejectedLine(String part, String reason, String value) {
        this(part, reason, value, "");
    }

    /**
     * @param value what cannot be read
     * @param hint what to change in the mapping, if that may be the matter; or empty
     */
    RejectedLine(String part, String reason, String value, String hint) {
        super(part + ": " + reason, null, false, false);
        this.value = value;
        this.hint = hint;
    }

    String value() {
        return value;
    }

    String hint() {
        return hint;
    }
}
