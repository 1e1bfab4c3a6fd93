package io.throughline.journey.conformance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Designed against actual, for each version of a definition.
 *
 * @param asOf journeys are as they were then; empty while the clock shows nothing yet
 * @param interactions that were looked at
 * @param versions in order of their numbers
 */
public record Conformance(
        String definition, Optional<Instant> asOf, long interactions, List<VersionConformance> versions) {

    public Conformance {
        versions = List.copyOf(versions);
    }
}
