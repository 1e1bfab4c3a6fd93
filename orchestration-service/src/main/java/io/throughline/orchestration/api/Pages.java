package io.throughline.orchestration.api;

import io.throughline.kit.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How lists are told in pages. */
final class Pages {

    private static final int USUAL = 100;

    private Pages() {}

    /** The size of a page that asks for {@code asked}; zero leaves it to us. */
    static int size(int asked) {
        return asked == 0 ? USUAL : asked;
    }

    /** Opaque: the page after {@code name}. */
    static String token(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The name that {@link #token} was given; empty for the first page. */
    static String name(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.invalid("page_token", "is not a token that this list gave out; send it back as read");
        }
    }
}
