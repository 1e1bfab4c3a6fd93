package io.throughline.journey.definition;

import io.throughline.kit.document.Field;
import java.util.HashSet;
import java.util.Set;

/** The names of the parts of one kind within a definition: each has one of its own. */
final class PartNames {

    private static final int LONGEST = 64;

    private final String part;
    private final Set<String> seen = new HashSet<>();

    /** @param part what they are names of, for messages: {@code moment} */
    PartNames(String part) {
        this.part = part;
    }

    /** Notes where {@code name} is none, or is taken. */
    Field<String> check(Field<String> name) {
        return name.must(text -> !text.isBlank() && text.equals(text.strip()), "has blanks around it, or nothing else", "")
                .must(text -> text.length() <= LONGEST, "is longer than " + LONGEST + " characters", "")
                .must(
                        seen::add,
                        "is the name of another " + part + " of this journey",
                        part + "s have names of their own");
    }
}
