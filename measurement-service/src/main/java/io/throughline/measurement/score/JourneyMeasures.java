package io.throughline.measurement.score;

import java.time.Duration;
import java.util.Optional;

/**
 * What one journey's success is judged by.
 *
 * @param outcome empty while the journey is under way, and when it was exited
 * @param timeToGoal from the first interaction to the goal; empty unless achieved
 * @param targetTime how long the definition allows; empty without a target
 * @param handovers times that the channel or the owning team changed
 * @param repeats interactions beyond the first of their touchpoint
 */
public record JourneyMeasures(
        Optional<Outcome> outcome,
        Optional<Duration> timeToGoal,
        Optional<Duration> targetTime,
        long handovers,
        long repeats,
        Answers answers) {

    /**
     * What the customer said: Net Promoter Score answers by kind, number and sum of the satisfaction (1 to 5) and effort
     * (1 to 7, higher is easier) answers.
     */
    public record Answers(
            long promoters,
            long passives,
            long detractors,
            long satisfactionCount,
            long satisfactionSum,
            long effortCount,
            long effortSum) {

        /** Nobody asked, or nobody answered. */
        public static final Answers NONE = new Answers(0, 0, 0, 0, 0, 0, 0);

        long recommendationCount() {
            return promoters + passives + detractors;
        }
    }
}
