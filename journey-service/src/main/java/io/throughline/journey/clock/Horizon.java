package io.throughline.journey.clock;

import io.throughline.kit.error.Refusal;
import java.time.Instant;

/** The time up to which journeys are sealed and interactions are, as a rule, no longer kept. */
public final class Horizon {

    public static final String REASON = "OLDER_THAN_HORIZON";

    private Horizon() {}

    /** Of a {@code field} that names a time before it. */
    public static Refusal refusal(String field, Instant horizon) {
        return Refusal.invalid(
                REASON, field, "is before " + horizon + ", the horizon up to which interactions are no longer kept");
    }
}
