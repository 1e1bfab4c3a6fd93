package io.throughline.orchestration.action;

import java.util.UUID;

/**
 * An action that one stream holds the lease of.
 *
 * @param customer as known when the journey was last told; may have become another since
 * @param parameters a JSON object
 * @param traceparent of the decision; empty when that was not traced
 */
record OfferedAction(
        UUID id,
        UUID decision,
        String policy,
        UUID customer,
        UUID journey,
        String channel,
        String name,
        String parameters,
        boolean simulated,
        String traceparent) {}
