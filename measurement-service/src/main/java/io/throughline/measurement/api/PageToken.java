package io.throughline.measurement.api;

import io.throughline.kit.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the next page begins: after the name that the page before ended with. */
final class PageToken {

    private PageToken() {}

    static String after(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for the first page. Refuses what {@link #after} did not make. */
    static Optional<String> read(String token) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.invalid("page_token", "is not a token that was given out; send it back as read");
        }
    }
}
