package io.throughline.journey.definition;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a definition as it stands now.
 *
 * @param effectiveFrom empty on the first version that came into force, which covers all the past, and on a draft that names
 *     none
 * @param folding whether interactions recorded before are still being folded
 */
public record AppliedDefinition(
        JourneyMap map, int version, Optional<Instant> effectiveFrom, String yaml, boolean folding) {}
