package io.throughline.measurement.score;

import java.util.List;

/**
 * A success score with what it is made of.
 *
 * @param value 0 to 100: the mean of the known parts' values by their weights
 * @param parts all four, in the order of {@link PartName}; the weights add up to 1
 */
public record Score(double value, List<ScorePart> parts) {

    public Score {
        parts = List.copyOf(parts);
    }

    /** The part of that name. */
    public ScorePart part(PartName name) {
        return parts.get(name.ordinal());
    }

    /** The score that {@code parts} make; their weights add up to 1. */
    static Score of(List<ScorePart> parts) {
        double value = 0;
        for (var part : parts) {
            value += part.weight() * part.value().orElse(0);
        }
        // Adding up may leave the last bit of a double beyond the bounds.
        return new Score(Math.clamp(value, 0, 100), parts);
    }

}
