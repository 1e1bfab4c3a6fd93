package io.throughline.orchestration.decision.core;

import java.time.Duration;
import java.util.UUID;

/**
 * An action to be made.
 *
 * @param simulated made while the clock was in replay
 * @param freshFor how old the transition may be when the action is released
 * @param traceparent of the decision; empty when that was not traced
 */
public record NewAction(
        UUID id,
        UUID decision,
        String policy,
        UUID customer,
        UUID journey,
        Ask ask,
        boolean simulated,
        Duration freshFor,
        String traceparent) {}
