package io.throughline.orchestration.decision.core;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The newest known state of one journey.
 *
 * @param revision rises with every change of the journey
 * @param standingSince the revision with which it came back after another had taken its place; 1 if none ever had, 0 when that
 *     is not told
 * @param lastChannel by which the last interaction came; empty without one
 * @param transitions all that stand now, in order of time
 */
public record Journey(
        UUID id,
        UUID customer,
        long revision,
        long standingSince,
        String definition,
        int version,
        JourneyState state,
        Instant startedAt,
        Instant lastInteractionAt,
        String lastChannel,
        String lastTouchpoint,
        Tally tally,
        List<Transition> transitions) {}
