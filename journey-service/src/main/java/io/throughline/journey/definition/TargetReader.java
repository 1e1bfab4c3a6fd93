package io.throughline.journey.definition;

import io.throughline.kit.document.Field;
import io.throughline.kit.document.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads what is aimed at: a target of today, and a stretch target beyond it. */
final class TargetReader {

    private static final BigDecimal WORST = BigDecimal.ONE;
    private static final BigDecimal BEST = BigDecimal.valueOf(5);

    private TargetReader() {}

    /** All targets of {@code moment}. */
    static Targets read(Section moment) {
        var time = Spans.read(moment, "target_time");
        var satisfaction = satisfaction(moment, "target_satisfaction");
        var stretch = satisfaction(moment, "stretch_satisfaction");
        checkBeyond(stretch, satisfaction, "target_satisfaction", -1, "higher");
        return new Targets(
                time.optional(), satisfaction.optional(), stretchTime(moment, time), stretch.optional());
    }

    /** The {@code stretch_time} beside {@code target}. */
    static Optional<Duration> stretchTime(Section section, Field<Duration> target) {
        var stretch = Spans.read(section, "stretch_time");
        checkBeyond(stretch, target, "target_time", 1, "shorter");
        return stretch.optional();
    }

    private static Field<BigDecimal> satisfaction(Section section, String name) {
        return section.decimal(name)
                .must(
                        mean -> mean.compareTo(WORST) >= 0 && mean.compareTo(BEST) <= 0,
                        "is not between 1 and 5",
                        "it is a mean of answers to CSAT: 1 is very dissatisfied, 5 very satisfied");
    }

    /** @param sign what comparing {@code target} with {@code stretch} must answer */
    private static <T extends Comparable<T>> void checkBeyond(
            Field<T> stretch, Field<T> target, String name, int sign, String better) {
        if (!stretch.isGiven()) {
            return;
        }
        if (!target.isGiven()) {
            stretch.problem("has no " + name + " beside it", "a stretch target goes beyond today's: say that too");
        } else if (stretch.optional().isPresent()
                && target.optional().isPresent()
                && target.required().compareTo(stretch.required()) * sign <= 0) {
            stretch.problem(
                    "does not go beyond " + name + " (line " + target.line() + ")", "make it " + better + ", or leave it out");
        }
    }
}
