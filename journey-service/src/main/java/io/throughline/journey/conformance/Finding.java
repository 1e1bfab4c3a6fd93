package io.throughline.journey.conformance;

import java.util.List;
import java.util.UUID;

/**
 * How often something was found.
 *
 * @param times interactions, or pairs
 * @param journeys in which it was found
 * @param examples some of those journeys
 */
public record Finding<K>(K what, long times, long journeys, List<UUID> examples) {

    public Finding {
        examples = List.copyOf(examples);
    }
}
