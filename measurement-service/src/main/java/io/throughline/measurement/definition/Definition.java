package io.throughline.measurement.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a scorecard says of a journey definition besides numbers.
 *
 * @param goal what the customer wants, in words
 * @param owner who answers for the journey
 * @param targetTime how long the journey may take to its goal; empty without a target
 * @param personas in the order of the definition
 */
public record Definition(
        String name,
        int version,
        String title,
        String goal,
        String owner,
        Optional<Duration> targetTime,
        List<Persona> personas) {

    public Definition {
        personas = List.copyOf(personas);
    }
}
