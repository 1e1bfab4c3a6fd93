package io.throughline.orchestration.action;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How actions are offered. */
@ConfigMapping(prefix = "throughline.actions")
public interface ActionConfiguration {

    /** How long a channel has to acknowledge an action before it is offered again: 1 second to 1 hour. */
    @WithDefault("30s")
    Duration lease();

    /** How long an action rests that a channel could not carry out or that could not be addressed: up to 1 hour. */
    @WithDefault("5s")
    Duration retryAfter();

    /** Refuses values out of their bounds. */
    default void check() {
        var hour = Duration.ofHours(1);
        if (lease().compareTo(Duration.ofSeconds(1)) < 0 || lease().compareTo(hour) > 0) {
            throw new IllegalArgumentException("throughline.actions.lease must be 1s to 1h, and is " + lease());
        }
        if (retryAfter().isNegative() || retryAfter().compareTo(hour) > 0) {
            throw new IllegalArgumentException("throughline.actions.retry-after must be 0s to 1h, and is " + retryAfter());
        }
    }
}
