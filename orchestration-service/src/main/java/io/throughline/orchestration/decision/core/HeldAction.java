package io.throughline.orchestration.decision.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An action that was made and not released yet.
 *
 * @param occurredAt when its transition happened
 * @param freshFor how old the transition may be; empty when that was not kept
 */
public record HeldAction(UUID id, UUID decision, boolean simulated, Instant occurredAt, Optional<Duration> freshFor) {

    /**
     * Whether its transition has become older than its policy allows. A simulated one shows what was decided: a clock in replay
     * leaps ahead of whoever follows, and says nothing of how long anything was held.
     */
    public boolean isTooLate(Clock clock) {
        return !simulated
                && clock.now()
                        .flatMap(now -> freshFor.filter(
                                most -> Duration.between(occurredAt, now).compareTo(most) > 0))
                        .isPresent();
    }
}
