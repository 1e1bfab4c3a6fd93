package io.throughline.journey.intake;

import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.kit.error.Refusal;
import java.time.Instant;

/** Words why an interaction is no longer taken in: journeys up to the horizon are sealed, and it would have belonged before it. */
final class Horizon {

    static final String REASON = "OLDER_THAN_HORIZON";

    private Horizon() {}

    static Refused refused(Instant horizon) {
        return new Refused(Refusal.invalid(
                        REASON, "occurred_at", "is before " + horizon + ", the horizon up to which journeys are sealed")
                .status());
    }
}
