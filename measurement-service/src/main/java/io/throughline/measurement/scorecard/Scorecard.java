package io.throughline.measurement.scorecard;

import io.throughline.measurement.definition.Definition;
import io.throughline.measurement.definition.Persona;
import io.throughline.measurement.score.Score;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * One journey definition in numbers.
 *
 * @param everStalled journeys that were stalled at least once
 * @param timeToGoal over the achieved journeys; empty when there is none
 * @param withinTarget achieved journeys that met the target time; 0 without a target
 * @param handovers over all journeys
 * @param success mean success score over the journeys that have one; empty when none has
 * @param successJourneys how many journeys the success score is the mean of
 * @param personas in the order of the definition
 * @param lastInteractionAt when the latest interaction of any of the journeys occurred
 */
public record Scorecard(
        Definition definition,
        States states,
        long customers,
        long everStalled,
        Optional<Durations> timeToGoal,
        long withinTarget,
        long handovers,
        Recommendation nps,
        Answers csat,
        Answers ces,
        SortedMap<String, BigDecimal> revenue,
        SortedMap<String, BigDecimal> cost,
        Optional<Score> success,
        long successJourneys,
        List<PersonaShare> personas,
        Optional<Instant> lastInteractionAt) {

    /** Share of the ended journeys that achieved the goal; empty while none has ended. */
    public OptionalDouble achievedShare() {
        return share(states.achieved(), states.ended());
    }

    /** Share of the achieved journeys that met the target time; empty without a target or an achieved journey. */
    public OptionalDouble withinTargetShare() {
        return definition.targetTime().isPresent()
                ? share(withinTarget, timeToGoal.map(Durations::journeys).orElse(0L))
                : OptionalDouble.empty();
    }

    /** Empty without a journey. */
    public OptionalDouble handoversPerJourney() {
        return share(handovers, states.journeys());
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    /** Journeys by state. */
    public record States(long active, long stalled, long achieved, long abandoned, long exited) {

        public long journeys() {
            return active + stalled + achieved + abandoned + exited;
        }

        public long ended() {
            return achieved + abandoned + exited;
        }
    }

    /** How many journeys are of customers who are {@code persona}, and of how many. */
    public record PersonaShare(Persona persona, long journeys, long customers) {}

    /** Net Promoter Score answers. */
    public record Recommendation(long promoters, long passives, long detractors) {

        public long answers() {
            return promoters + passives + detractors;
        }

        /** Share of promoters less share of detractors, -100 to 100; empty without an answer. */
        public OptionalDouble score() {
            return share(100 * (promoters - detractors), answers());
        }
    }

    /** Number and sum of the answers to a question. */
    public record Answers(long count, long sum) {

        /** Empty without an answer. */
        public OptionalDouble mean() {
            return share(sum, count);
        }
    }
}
