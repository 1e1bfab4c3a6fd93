package io.throughline.journey.definition;

import java.time.Instant;
import java.util.Optional;

/**
 * A definition as it stands now.
 *
 * @param effectiveFrom empty on the first version, which covers all the past
 * @param folding whether interactions recorded before are still being folded
 */
public record AppliedDefinition(
        JourneyMap map, int version, Optional<Instant> effectiveFrom, String yaml, boolean folding) {}
