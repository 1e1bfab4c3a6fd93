package io.throughline.kit.document;

import java.util.regex.Pattern;

/** Names by which one document is named in another: whoever gives one and whoever uses it read it by the same rule. */
public final class Names {

    /** What to tell somebody who wrote none. */
    public static final String HINT = "use lower-case letters and digits, with dashes, underscores or dots between: pay-bill";

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:[-_.][a-z0-9]+)*");
    private static final int LONGEST = 64;

    private Names() {}

    public static boolean isName(String text) {
        return FORM.matcher(text).matches() && text.length() <= LONGEST;
    }

    /** Notes where {@code field} is no name. */
    public static Field<String> check(Field<String> field) {
        return field.must(text -> FORM.matcher(text).matches(), "is no name", HINT)
                .must(text -> text.length() <= LONGEST, "is longer than " + LONGEST + " characters", "");
    }
}
