package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.interaction.Anchor;

/**
 * A journey whose interactions are no longer kept.
 *
 * @param anchor of its entry: whoever holds it owns the journey
 * @param journey as it stood after the last of them, with all its steps
 */
public record Seal(JourneyKey key, Anchor anchor, Journey journey) {}
