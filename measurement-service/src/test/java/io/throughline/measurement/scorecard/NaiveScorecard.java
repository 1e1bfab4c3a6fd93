package io.throughline.measurement.scorecard;

import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Step;
import io.throughline.journey.v1.Tally;
import io.throughline.journey.v1.TransitionKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A scorecard as one would work it out by hand from docs/metrics.md, journey by journey. */
final class NaiveScorecard {

    private final List<Journey> journeys;
    private final Long targetSeconds;

    NaiveScorecard(List<Journey> journeys, Long targetSeconds) {
        this.journeys = journeys;
        this.targetSeconds = targetSeconds;
    }

    long in(JourneyState state) {
        return journeys.stream().filter(journey -> journey.getState() == state).count();
    }

    long customers() {
        return journeys.stream().map(Journey::getCustomerId).distinct().count();
    }

    long everStalled() {
        return journeys.stream().filter(journey -> at(journey, TransitionKind.TRANSITION_KIND_STALLED).isPresent()).count();
    }

    /** In order. */
    List<Double> timesToGoal() {
        return journeys.stream()
                .filter(journey -> journey.getState() == JourneyState.JOURNEY_STATE_ACHIEVED)
                .map(NaiveScorecard::timeToGoal)
                .sorted()
                .toList();
    }

    double withinTargetShare() {
        var times = timesToGoal();
        return (double) times.stream().filter(time -> time <= targetSeconds).count() / times.size();
    }

    long sum(ToLongFunction<Tally> measure) {
        return journeys.stream().map(Journey::getTally).mapToLong(measure).sum();
    }

    TreeMap<String, BigDecimal> money(Function<Tally, List<Money>> amounts) {
        var sums = new TreeMap<String, BigDecimal>();
        journeys.stream().map(Journey::getTally).map(amounts).flatMap(List::stream).forEach(money -> sums.merge(
                money.getCurrencyCode(),
                new BigDecimal(money.getUnits()).add(new BigDecimal(money.getNanos()).movePointLeft(9)),
                BigDecimal::add));
        return sums;
    }

    List<Journey> scored() {
        return journeys.stream()
                .filter(journey -> journey.getState() == JourneyState.JOURNEY_STATE_ACHIEVED
                        || journey.getState() == JourneyState.JOURNEY_STATE_ABANDONED)
                .toList();
    }

    double meanScore() {
        return scored().stream().mapToDouble(this::score).average().orElseThrow();
    }

    double score(Journey journey) {
        double points = 0.4 * outcome(journey) + 0.2 * effort(journey);
        double weights = 0.6;
        if (targetSeconds != null) {
            points += 0.2 * time(journey);
            weights += 0.2;
        }
        if (sentiment(journey).isPresent()) {
            points += 0.2 * sentiment(journey).getAsDouble();
            weights += 0.2;
        }
        return points / weights;
    }

    private static double outcome(Journey journey) {
        return journey.getState() == JourneyState.JOURNEY_STATE_ACHIEVED ? 100 : 0;
    }

    private double time(Journey journey) {
        return journey.getState() == JourneyState.JOURNEY_STATE_ACHIEVED
                ? 100 * Math.min(1, targetSeconds / timeToGoal(journey))
                : 0;
    }

    private static double effort(Journey journey) {
        long different = journey.getStepsList().stream().map(Step::getTouchpoint).distinct().count();
        double observed =
                100 * Math.pow(0.9, journey.getTally().getHandovers() + journey.getStepsCount() - different);
        var tally = journey.getTally();
        double said = 100 * ((double) tally.getCesSum() / tally.getCesAnswers() - 1) / 6;
        return tally.getCesAnswers() == 0 ? observed : (observed + said) / 2;
    }

    private static OptionalDouble sentiment(Journey journey) {
        var tally = journey.getTally();
        long answers = tally.getNpsPromoters() + tally.getNpsPassives() + tally.getNpsDetractors() + tally.getCsatAnswers();
        double points = 100 * tally.getNpsPromoters() + 50 * tally.getNpsPassives()
                + 25 * (tally.getCsatSum() - tally.getCsatAnswers());
        return answers == 0 ? OptionalDouble.empty() : OptionalDouble.of(points / answers);
    }

    private static double timeToGoal(Journey journey) {
        return at(journey, TransitionKind.TRANSITION_KIND_ACHIEVED).getAsDouble()
                - Timestamps.toMicros(journey.getStartedAt()) / 1e6;
    }

    private static OptionalDouble at(Journey journey, TransitionKind kind) {
        ToDoubleFunction<io.throughline.journey.v1.Transition> seconds =
                transition -> Timestamps.toMicros(transition.getOccurredAt()) / 1e6;
        return journey.getTransitionsList().stream()
                .filter(transition -> transition.getKind() == kind)
                .mapToDouble(seconds)
                .findFirst();
    }

    /** Between the two nearest of {@code ordered}. */
    static double percentile(List<Double> ordered, double share) {
        double place = share * (ordered.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ordered.size() - 1);
        return ordered.get(below) + (place - below) * (ordered.get(above) - ordered.get(below));
    }
}
