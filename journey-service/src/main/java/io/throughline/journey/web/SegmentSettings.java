package io.throughline.journey.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** How messages of Segment's SDKs are taken. */
@ConfigMapping(prefix = "throughline.segment")
public interface SegmentSettings {

    /**
     * The source of the interactions that come with a write key, by write key. While there is none, every key is taken, and the
     * source is {@code segment}.
     */
    Map<String, String> writeKeys();

    /** As which identifiers a customer is known by the fields of a message. */
    Identifiers identifiers();

    interface Identifiers {

        /** The namespace of {@code userId}. */
        @WithDefault("crm")
        String userId();

        /** The namespace of {@code anonymousId}, and of the {@code previousId} of an alias. */
        @WithDefault("cookie")
        String anonymousId();

        /** The namespace of {@code traits.email}. */
        @WithDefault("email")
        String email();

        /** The namespace of {@code traits.phone}. */
        @WithDefault("phone")
        String phone();
    }
}
