package io.throughline.measurement.score;

import java.util.Locale;

/** What a success score is made of, in the order in which it is shown. */
public enum PartName {
    OUTCOME(0.4),
    TIME(0.2),
    EFFORT(0.2),
    SENTIMENT(0.2);

    private final double weight;

    PartName(double weight) {
        this.weight = weight;
    }

    /** Its share in the score of a journey of which every part is known; these add up to 1. */
    public double weight() {
        return weight;
    }

    /** As contracts and pages name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
