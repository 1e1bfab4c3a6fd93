package io.throughline.kit.page;

import io.throughline.kit.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the next page of a list that goes by names begins: after the name that the page before ended with. Opaque. */
public final class PageToken {

    private PageToken() {}

    public static String after(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The name that {@link #after} was given; empty for the first page. Refuses what {@link #after} did not make. */
    public static Optional<String> read(String token) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        try {
            var name = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            // No name holds U+0000, and no database can be asked for one; what was no text comes out as another than went in.
            if (name.indexOf(0) < 0 && after(name).equals(token)) {
                return Optional.of(name);
            }
        } catch (IllegalArgumentException noBase64) {
            // Refused as what decodes to anything else.
        }
        throw Refusal.invalid("page_token", "is not a token that this list gave out; send it back as read");
    }
}
