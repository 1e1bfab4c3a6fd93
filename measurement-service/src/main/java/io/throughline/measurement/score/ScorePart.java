package io.throughline.measurement.score;

import java.util.OptionalDouble;

/**
 * One part of a success score.
 *
 * @param value 0 to 100; empty when it cannot be known
 * @param weight share of the score, 0 to 1; 0 when the value cannot be known
 * @param explanation why it is what it is, in one sentence
 */
public record ScorePart(PartName name, OptionalDouble value, double weight, String explanation) {

    public ScorePart {
        if (value.isEmpty() && weight != 0) {
            throw new IllegalArgumentException("a part that is not known cannot weigh anything");
        }
    }
}
