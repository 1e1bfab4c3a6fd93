package io.throughline.journey.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Which source a write key stands for. */
@ApplicationScoped
public class WriteKeys {

    private static final String ANY_SOURCE = "segment";
    private static final String BASIC = "Basic ";

    private final SegmentSettings settings;

    @Inject
    public WriteKeys(SegmentSettings settings) {
        this.settings = settings;
    }

    /** By the user name of {@code authorization}, or else by what {@code request} says; servers send the one, browsers the other. */
    String source(String authorization, JsonNode request) {
        if (settings.writeKeys().isEmpty()) {
            return ANY_SOURCE;
        }
        return user(authorization)
                .or(() -> Optional.ofNullable(request.path("writeKey").textValue()))
                .map(settings.writeKeys()::get)
                .orElseThrow(() -> Refusal.unauthenticated("the write key is not known here; it goes as the user name of basic"
                        + " authentication, or as writeKey of the body"));
    }

    private static Optional<String> user(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            var decoded = new String(
                    Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.UTF_8);
            return Optional.of(decoded.split(":", 2)[0]);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
