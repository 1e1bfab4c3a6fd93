package io.throughline.measurement.api;

import com.google.protobuf.Timestamp;
import com.google.type.Money;
import io.throughline.measurement.scorecard.Durations;
import io.throughline.measurement.score.Score;
import io.throughline.measurement.v1.DirectlyFollows;
import io.throughline.measurement.v1.DurationMeasure;
import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.measurement.v1.MeanMeasure;
import io.throughline.measurement.v1.NpsMeasure;
import io.throughline.measurement.v1.PersonaJourneys;
import io.throughline.measurement.v1.Scorecard;
import io.throughline.measurement.v1.ScorePart;
import io.throughline.measurement.v1.TouchpointCount;
import io.throughline.measurement.v1.Variant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Words measures as the gRPC contract does. */
final class Messages {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Messages() {}

    static Scorecard scorecard(io.throughline.measurement.scorecard.Scorecard card) {
        var definition = card.definition();
        var states = card.states();
        var message = Scorecard.newBuilder()
                .setDefinition(definition.name())
                .setTitle(definition.title())
                .setGoal(definition.goal())
                .setOwner(definition.owner())
                .setJourneys(states.journeys())
                .setActive(states.active())
                .setStalled(states.stalled())
                .setAchieved(states.achieved())
                .setAbandoned(states.abandoned())
                .setExited(states.exited())
                .setCustomers(card.customers())
                .setEverStalled(card.everStalled())
                .setNps(nps(card.nps()))
                .setCsat(mean(card.csat()))
                .setCes(mean(card.ces()))
                .addAllRevenue(money(card.revenue()))
                .addAllCost(money(card.cost()))
                .setSuccessJourneys(card.successJourneys());
        card.achievedShare().ifPresent(message::setAchievedShare);
        card.timeToGoal().map(Messages::durations).ifPresent(message::setTimeToGoal);
        definition.targetTime().map(Messages::duration).ifPresent(message::setTargetTime);
        card.withinTargetShare().ifPresent(message::setWithinTargetShare);
        card.handoversPerJourney().ifPresent(message::setHandoversPerJourney);
        card.success().map(Messages::score).ifPresent(message::setSuccess);
        card.personas().forEach(share -> message.addPersonas(PersonaJourneys.newBuilder()
                .setName(share.persona().name())
                .setTitle(share.persona().title())
                .setJourneys(share.journeys())
                .setCustomers(share.customers())));
        return message.build();
    }

    static GetPathsResponse paths(io.throughline.measurement.path.Paths paths) {
        var states = paths.states();
        var message = GetPathsResponse.newBuilder()
                .setJourneys(states.journeys())
                .setActive(states.active())
                .setStalled(states.stalled())
                .setAchieved(states.achieved())
                .setAbandoned(states.abandoned())
                .setExited(states.exited())
                .setCustomers(paths.customers())
                .setVariants(paths.variants())
                .setReworkJourneys(paths.reworkJourneys())
                .setReworkInteractions(paths.reworkInteractions());
        paths.topVariants().forEach(variant -> message.addTopVariants(Variant.newBuilder()
                .addAllTouchpoints(variant.touchpoints())
                .setJourneys(variant.journeys())));
        paths.follows().forEach(pair -> message.addDirectlyFollows(DirectlyFollows.newBuilder()
                .setFrom(pair.from())
                .setTo(pair.to())
                .setCount(pair.count())));
        paths.touchpoints().forEach(touchpoint -> message.addTouchpoints(TouchpointCount.newBuilder()
                .setTouchpoint(touchpoint.name())
                .setInteractions(touchpoint.interactions())));
        paths.duration().map(Messages::durations).ifPresent(message::setDuration);
        return message.build();
    }

    static io.throughline.measurement.v1.Score score(Score score) {
        var message = io.throughline.measurement.v1.Score.newBuilder().setValue(score.value());
        score.parts().forEach(part -> message.addParts(ScorePart.newBuilder()
                .setName(part.name().key())
                .setValue(part.value().orElse(0))
                .setWeight(part.weight())
                .setExplanation(part.explanation())));
        return message.build();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    private static DurationMeasure durations(Durations durations) {
        return DurationMeasure.newBuilder()
                .setJourneys(durations.journeys())
                .setMedian(duration(durations.median()))
                .setP90(duration(durations.p90()))
                .setMean(duration(durations.mean()))
                .build();
    }

    private static NpsMeasure nps(io.throughline.measurement.scorecard.Scorecard.Recommendation nps) {
        var message = NpsMeasure.newBuilder()
                .setPromoters(nps.promoters())
                .setPassives(nps.passives())
                .setDetractors(nps.detractors());
        nps.score().ifPresent(message::setScore);
        return message.build();
    }

    private static MeanMeasure mean(io.throughline.measurement.scorecard.Scorecard.Answers answers) {
        var message = MeanMeasure.newBuilder().setAnswers(answers.count());
        answers.mean().ifPresent(message::setMean);
        return message.build();
    }

    private static List<Money> money(SortedMap<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(sum -> money(sum.getKey(), sum.getValue()))
                .toList();
    }

    /** A sum beyond what a message can hold is told as the most that it can: one journey must not hide all scorecards. */
    static Money money(String currency, BigDecimal amount) {
        var told = amount.min(MOST).max(MOST.negate());
        var units = told.setScale(0, RoundingMode.DOWN);
        return Money.newBuilder()
                .setCurrencyCode(currency)
                .setUnits(units.longValueExact())
                // Amounts come in whole nanos, so that their sums are.
                .setNanos(told.subtract(units).movePointRight(9).intValueExact())
                .build();
    }
}
