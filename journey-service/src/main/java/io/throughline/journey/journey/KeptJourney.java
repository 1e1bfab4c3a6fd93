package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.Tail;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A journey as it stands in its table.
 *
 * @param ordinal its place among the journeys of its key, from 0
 * @param standingSince the revision with which it came back after another had taken its place; 1 if none ever had
 * @param armed when a timer will look at it; never after the next deadline
 * @param journey without its sealed steps, whose number it knows
 * @param tail what the key's fold goes on from; present on the latest journey of the key
 * @param outdated an earlier release wrote it, which told less of a journey: its key is folded afresh before it goes on
 */
public record KeptJourney(
        JourneyKey key,
        UUID id,
        int ordinal,
        long revision,
        long standingSince,
        Optional<Instant> armed,
        Journey journey,
        Optional<Tail> tail,
        boolean outdated) {}
