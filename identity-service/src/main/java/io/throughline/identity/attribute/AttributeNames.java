package io.throughline.identity.attribute;

import java.text.Normalizer;
import java.util.Optional;

/** The one way to write the name of an attribute, and what may be one. */
public final class AttributeNames {

    /** In code points, when normalised. */
    static final int LONGEST = 64;

    private AttributeNames() {}

    /** In Unicode NFC. */
    public static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Why {@code name} cannot be one, in words that go on after it; empty when it can. */
    public static Optional<String> mistake(String name) {
        if (name.isBlank()) {
            return Optional.of("is blank");
        }
        var normalised = normalised(name);
        return normalised.codePointCount(0, normalised.length()) > LONGEST
                ? Optional.of("is longer than " + LONGEST + " characters")
                : Optional.empty();
    }
}
