package io.throughline.journey.api;

import com.google.protobuf.Timestamp;
import com.google.type.Money;
import io.throughline.journey.feed.JourneyNews;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Signal;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.Step;
import io.throughline.journey.v1.Tally;
import io.throughline.journey.v1.Tombstone;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Words journeys as the contract has them. */
final class JourneyMessages {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private JourneyMessages() {}

    static Tombstone tombstone(JourneyNews.Gone gone) {
        return Tombstone.newBuilder()
                .setReplacedBy(gone.replacedBy().map(UUID::toString).orElse(""))
                .setStandingSince(gone.standingSince())
                .build();
    }

    static Journey journey(WholeJourney whole) {
        var journey = whole.journey();
        var message = Journey.newBuilder()
                .setId(journey.id().toString())
                .setCustomerId(whole.customer().toString())
                .setDefinition(journey.definition())
                .setVersion(journey.version())
                .setCorrelation(journey.correlation())
                .setState(state(journey.state()))
                .setStage(journey.stage())
                .setStartedAt(time(journey.entry().occurredAt()))
                .setLastInteractionAt(time(journey.last().occurredAt()))
                .setRevision(whole.revision())
                .setStandingSince(whole.standingSince())
                .setTally(tally(journey.tally()));
        journey.migratedAt().ifPresent(since -> message.setMigratedAt(time(since)));
        journey.endedAt().ifPresent(end -> message.setEndedAt(time(end)));
        whole.due().ifPresent(due -> message.setDueAt(time(due)));
        for (var transition : journey.transitions()) {
            message.addTransitions(transition(journey.definition(), transition));
        }
        journey.signals().forEach(signal -> message.addSignals(signal(signal, journey.tally())));
        for (var step : journey.steps()) {
            message.addSteps(Step.newBuilder()
                    .setTouchpoint(step.touchpoint())
                    .setChannel(step.channel())
                    .setOccurredAt(time(step.occurredAt())));
        }
        return message.build();
    }

    static Transition transition(String definition, io.throughline.journey.fold.Transition transition) {
        return Transition.newBuilder()
                .setId(transition.id(definition).toString())
                .setKind(kind(transition.kind()))
                .setOccurredAt(time(transition.at()))
                .setInteractionId(transition.interactionId().toString())
                .setMoment(transition.moment())
                .build();
    }

    private static Signal signal(
            io.throughline.journey.fold.Signal signal, io.throughline.journey.fold.Tally tally) {
        return Signal.newBuilder()
                .setKind(kind(signal.kind()))
                .setTimes(signal.times())
                .setContextsPassed(
                        signal.kind() == io.throughline.journey.fold.SignalKind.HANDOVER ? tally.contextsPassed() : 0)
                .setFirstAt(time(signal.firstAt()))
                .setFirstInteractionId(signal.firstCause().toString())
                .setLastAt(time(signal.lastAt()))
                .setLastInteractionId(signal.lastCause().toString())
                .build();
    }

    static SignalKind kind(io.throughline.journey.fold.SignalKind kind) {
        return switch (kind) {
            case INACTION -> SignalKind.SIGNAL_KIND_INACTION;
            case REPEAT -> SignalKind.SIGNAL_KIND_REPEAT;
            case LOOP -> SignalKind.SIGNAL_KIND_LOOP;
            case PING_PONG -> SignalKind.SIGNAL_KIND_PING_PONG;
            case ERROR -> SignalKind.SIGNAL_KIND_ERROR;
            case NEGATIVE_FEEDBACK -> SignalKind.SIGNAL_KIND_NEGATIVE_FEEDBACK;
            case OVER_TARGET -> SignalKind.SIGNAL_KIND_OVER_TARGET;
            case HANDOVER -> SignalKind.SIGNAL_KIND_HANDOVER;
        };
    }

    static JourneyState state(io.throughline.journey.fold.JourneyState state) {
        return switch (state) {
            case ACTIVE -> JourneyState.JOURNEY_STATE_ACTIVE;
            case STALLED -> JourneyState.JOURNEY_STATE_STALLED;
            case ACHIEVED -> JourneyState.JOURNEY_STATE_ACHIEVED;
            case ABANDONED -> JourneyState.JOURNEY_STATE_ABANDONED;
            case EXITED -> JourneyState.JOURNEY_STATE_EXITED;
        };
    }

    static TransitionKind kind(io.throughline.journey.fold.TransitionKind kind) {
        return switch (kind) {
            case ENTERED -> TransitionKind.TRANSITION_KIND_ENTERED;
            case REACHED -> TransitionKind.TRANSITION_KIND_REACHED;
            case STALLED -> TransitionKind.TRANSITION_KIND_STALLED;
            case RESUMED -> TransitionKind.TRANSITION_KIND_RESUMED;
            case ACHIEVED -> TransitionKind.TRANSITION_KIND_ACHIEVED;
            case ABANDONED -> TransitionKind.TRANSITION_KIND_ABANDONED;
            case EXITED -> TransitionKind.TRANSITION_KIND_EXITED;
        };
    }

    private static Tally tally(io.throughline.journey.fold.Tally tally) {
        var message = Tally.newBuilder()
                .setInteractions(tally.interactions())
                .setHandovers(tally.handovers())
                .setContextsPassed(tally.contextsPassed())
                .setNpsPromoters(tally.npsPromoters())
                .setNpsPassives(tally.npsPassives())
                .setNpsDetractors(tally.npsDetractors())
                .setCsatAnswers(tally.csatAnswers())
                .setCsatSum(tally.csatSum())
                .setCesAnswers(tally.cesAnswers())
                .setCesSum(tally.cesSum());
        sums(tally.revenue()).forEach(message::addRevenue);
        sums(tally.cost()).forEach(message::addCost);
        return message.build();
    }

    private static java.util.List<Money> sums(Map<String, BigDecimal> sums) {
        return sums.entrySet().stream()
                .map(sum -> money(sum.getKey(), sum.getValue()))
                .toList();
    }

    /** A sum beyond what a message can hold is told as the most that it can: one journey must not hold up a feed. */
    static Money money(String currency, BigDecimal amount) {
        var told = amount.min(MOST).max(MOST.negate());
        var units = told.toBigInteger();
        return Money.newBuilder()
                .setCurrencyCode(currency)
                .setUnits(units.longValueExact())
                .setNanos(told.subtract(new BigDecimal(units)).movePointRight(9).intValueExact())
                .build();
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
