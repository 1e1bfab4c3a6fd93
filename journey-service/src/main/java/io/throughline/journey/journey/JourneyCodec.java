package io.throughline.journey.journey;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Sealed;
import io.throughline.journey.fold.Signal;
import io.throughline.journey.fold.Step;
import io.throughline.journey.fold.Tail;
import io.throughline.journey.fold.Tally;
import io.throughline.journey.fold.Trail;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import io.throughline.journey.store.v1.StoredJourney;
import io.throughline.journey.store.v1.StoredMoney;
import io.throughline.journey.store.v1.StoredTail;
import io.throughline.journey.store.v1.StoredTally;
import io.throughline.journey.store.v1.StoredTrail;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a journey, with what its key's fold goes on from, as a few hundred bytes, and reads it back equal. */
final class JourneyCodec {

    private static final int ID_BYTES = 16;

    /** Raised whenever the fold tells more of a journey than before. */
    private static final int FORM = 2;

    private JourneyCodec() {}

    /** @param tail of the key; empty for a journey that is not its latest */
    static byte[] encode(Journey journey, Optional<Tail> tail) {
        var words = new Words<String>();
        var ids = new Words<UUID>();
        long entryAt = Micros.of(journey.entry().occurredAt());
        ids.number(journey.entry().id());

        var stored = StoredJourney.newBuilder()
                .setVersion(journey.version())
                .setState(StoredKinds.number(journey.state()))
                .setEntryAt(entryAt)
                .setEntrySequence(journey.entry().sourceSequence())
                .setLastAfter(Micros.of(journey.last().occurredAt()) - entryAt)
                .setLastSequence(journey.last().sourceSequence())
                .setLastId(ids.number(journey.last().id()))
                .setTally(tally(journey.tally()))
                .setForm(FORM);
        journey.migratedAt().ifPresent(since -> stored.setMigratedAfter(Micros.of(since) - entryAt));
        journey.endedAt().ifPresent(end -> stored.setEndedAfter(Micros.of(end) - entryAt));
        addSteps(stored, journey.steps(), words, entryAt);
        addTransitions(stored, journey.transitions(), words, ids, entryAt);
        addSignals(stored, journey.signals(), ids, entryAt);
        addSealed(stored, journey.sealed(), words);
        if (!journey.stage().isEmpty()) {
            stored.setStage(words.number(journey.stage()) + 1);
        }
        stored.setLastTeam(words.number(journey.lastTeam()));
        tail.ifPresent(kept -> stored.setTail(tail(kept, journey, entryAt)));
        return stored.addAllWords(words.all()).setIds(bytes(ids.all())).build().toByteArray();
    }

    private static void addSteps(StoredJourney.Builder stored, List<Step> steps, Words<String> words, long entryAt) {
        long before = entryAt;
        for (var step : steps) {
            long at = Micros.of(step.occurredAt());
            stored.addStepTouchpoints(words.number(step.touchpoint()));
            stored.addStepChannels(words.number(step.channel()));
            stored.addStepAfter(at - before);
            before = at;
        }
    }

    private static void addTransitions(
            StoredJourney.Builder stored,
            List<Transition> transitions,
            Words<String> words,
            Words<UUID> ids,
            long entryAt) {
        long before = entryAt;
        for (var transition : transitions) {
            long at = Micros.of(transition.at());
            stored.addTransitionKinds(StoredKinds.number(transition.kind()));
            stored.addTransitionAfter(at - before);
            stored.addTransitionCauses(ids.number(transition.interactionId()));
            if (transition.kind() == TransitionKind.REACHED) {
                stored.addTransitionMoments(words.number(transition.moment()));
            }
            before = at;
        }
    }

    private static void addSignals(
            StoredJourney.Builder stored, List<Signal> signals, Words<UUID> ids, long entryAt) {
        for (var signal : signals) {
            stored.addSignalKinds(StoredKinds.number(signal.kind()));
            stored.addSignalTimes(signal.times());
            stored.addSignalFirstAfter(Micros.of(signal.firstAt()) - entryAt);
            stored.addSignalFirstCauses(ids.number(signal.firstCause()));
            if (signal.times() > 1) {
                stored.addSignalLastAfter(Micros.of(signal.lastAt()) - entryAt);
                stored.addSignalLastCauses(ids.number(signal.lastCause()));
            }
        }
    }

    private static void addSealed(StoredJourney.Builder stored, Sealed sealed, Words<String> words) {
        if (sealed.steps() == 0) {
            return;
        }
        var trail = StoredTrail.newBuilder()
                .setLast(words.number(sealed.trail().last()))
                .setBeforeLast(words.number(sealed.trail().beforeLast()))
                .setSwings(sealed.trail().swings());
        sealed.trail().visited().stream().sorted().forEach(touchpoint -> trail.addVisited(words.number(touchpoint)));
        stored.setSealedSteps(sealed.steps()).setSealedTrail(trail);
    }

    private static StoredTail tail(Tail tail, Journey journey, long entryAt) {
        var stored = StoredTail.newBuilder();
        if (!tail.last().equals(journey.last())) {
            stored.setLastAfter(Micros.of(tail.last().occurredAt()) - entryAt)
                    .setLastSequence(tail.last().sourceSequence())
                    .setLastId(bytes(List.of(tail.last().id())));
        }
        tail.passed().ifPresent(passed -> stored.setPassedAfter(Micros.of(passed) - entryAt));
        return stored.build();
    }

    private static StoredTally tally(Tally tally) {
        var stored = StoredTally.newBuilder()
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
        tally.revenue().forEach((currency, amount) -> stored.addRevenue(money(currency, amount)));
        tally.cost().forEach((currency, amount) -> stored.addCost(money(currency, amount)));
        return stored.build();
    }

    private static StoredMoney money(String currency, BigDecimal amount) {
        return StoredMoney.newBuilder()
                .setCurrency(currency)
                .setAmount(amount.toPlainString())
                .build();
    }

    private static ByteString bytes(List<UUID> ids) {
        var buffer = ByteBuffer.allocate(ids.size() * ID_BYTES);
        ids.forEach(id -> buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return ByteString.copyFrom(buffer.flip());
    }

    /** What {@link #encode} wrote for the journey of this definition and correlation. */
    static Decoded decode(String definition, String correlation, byte[] bytes) {
        try {
            var stored = StoredJourney.parseFrom(bytes);
            var journey = journey(definition, correlation, stored);
            return new Decoded(
                    journey,
                    stored.hasTail() ? Optional.of(tail(stored, journey)) : Optional.empty(),
                    stored.getForm() < FORM);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("a stored journey cannot be read", damaged);
        }
    }

    /**
     * @param tail present on the latest journey of its key
     * @param outdated an earlier release wrote it, which did not tell all that this one does
     */
    record Decoded(Journey journey, Optional<Tail> tail, boolean outdated) {}

    private static Journey journey(String definition, String correlation, StoredJourney stored) {
        long entryAt = stored.getEntryAt();
        var ids = stored.getIds().asReadOnlyByteBuffer();
        return new Journey(
                definition,
                stored.getVersion(),
                stored.hasMigratedAfter()
                        ? Optional.of(Micros.instant(entryAt + stored.getMigratedAfter()))
                        : Optional.empty(),
                correlation,
                StoredKinds.state(stored.getState()),
                stored.getStage() == 0 ? "" : stored.getWords(stored.getStage() - 1),
                new Position(Micros.instant(entryAt), stored.getEntrySequence(), id(ids, 0)),
                new Position(
                        Micros.instant(entryAt + stored.getLastAfter()),
                        stored.getLastSequence(),
                        id(ids, stored.getLastId())),
                stored.getWords(stored.getLastTeam()),
                stored.hasEndedAfter()
                        ? Optional.of(Micros.instant(entryAt + stored.getEndedAfter()))
                        : Optional.empty(),
                tally(stored.getTally()),
                transitions(stored, ids),
                signals(stored, ids),
                sealed(stored),
                steps(stored));
    }

    private static List<Step> steps(StoredJourney stored) {
        var steps = new ArrayList<Step>(stored.getStepAfterCount());
        long at = stored.getEntryAt();
        for (int i = 0; i < stored.getStepAfterCount(); i++) {
            at += stored.getStepAfter(i);
            steps.add(new Step(
                    stored.getWords(stored.getStepTouchpoints(i)),
                    stored.getWords(stored.getStepChannels(i)),
                    Micros.instant(at)));
        }
        return steps;
    }

    private static List<Transition> transitions(StoredJourney stored, ByteBuffer ids) {
        var transitions = new ArrayList<Transition>(stored.getTransitionKindsCount());
        long at = stored.getEntryAt();
        int moments = 0;
        for (int i = 0; i < stored.getTransitionKindsCount(); i++) {
            at += stored.getTransitionAfter(i);
            var kind = StoredKinds.transition(stored.getTransitionKinds(i));
            var moment =
                    kind == TransitionKind.REACHED ? stored.getWords(stored.getTransitionMoments(moments++)) : "";
            transitions.add(
                    new Transition(kind, Micros.instant(at), id(ids, stored.getTransitionCauses(i)), moment));
        }
        return transitions;
    }

    private static List<Signal> signals(StoredJourney stored, ByteBuffer ids) {
        var signals = new ArrayList<Signal>(stored.getSignalKindsCount());
        int repeated = 0;
        for (int i = 0; i < stored.getSignalKindsCount(); i++) {
            long times = stored.getSignalTimes(i);
            var firstAt = Micros.instant(stored.getEntryAt() + stored.getSignalFirstAfter(i));
            var firstCause = id(ids, stored.getSignalFirstCauses(i));
            var lastAt = firstAt;
            var lastCause = firstCause;
            if (times > 1) {
                lastAt = Micros.instant(stored.getEntryAt() + stored.getSignalLastAfter(repeated));
                lastCause = id(ids, stored.getSignalLastCauses(repeated++));
            }
            signals.add(new Signal(
                    StoredKinds.signal(stored.getSignalKinds(i)), times, firstAt, firstCause, lastAt, lastCause));
        }
        return signals;
    }

    private static Sealed sealed(StoredJourney stored) {
        if (stored.getSealedSteps() == 0) {
            return Sealed.NOTHING;
        }
        if (!stored.hasSealedTrail()) {
            // Of an earlier form, which nothing goes on from.
            return new Sealed(stored.getSealedSteps(), Trail.NONE);
        }
        var trail = stored.getSealedTrail();
        return new Sealed(
                stored.getSealedSteps(),
                new Trail(
                        trail.getVisitedList().stream().map(stored::getWords).collect(Collectors.toSet()),
                        stored.getWords(trail.getLast()),
                        stored.getWords(trail.getBeforeLast()),
                        trail.getSwings()));
    }

    private static Tail tail(StoredJourney stored, Journey journey) {
        var tail = stored.getTail();
        long entryAt = stored.getEntryAt();
        var last = tail.hasLastAfter()
                ? new Position(
                        Micros.instant(entryAt + tail.getLastAfter()),
                        tail.getLastSequence(),
                        id(tail.getLastId().asReadOnlyByteBuffer(), 0))
                : journey.last();
        Optional<Instant> passed = tail.hasPassedAfter()
                ? Optional.of(Micros.instant(entryAt + tail.getPassedAfter()))
                : Optional.empty();
        return new Tail(last, passed, Optional.of(journey));
    }

    private static Tally tally(StoredTally stored) {
        return new Tally(
                stored.getInteractions(),
                stored.getHandovers(),
                stored.getContextsPassed(),
                stored.getNpsPromoters(),
                stored.getNpsPassives(),
                stored.getNpsDetractors(),
                stored.getCsatAnswers(),
                stored.getCsatSum(),
                stored.getCesAnswers(),
                stored.getCesSum(),
                sums(stored.getRevenueList()),
                sums(stored.getCostList()));
    }

    private static Map<String, BigDecimal> sums(List<StoredMoney> stored) {
        if (stored.isEmpty()) {
            return Map.of();
        }
        var sums = new TreeMap<String, BigDecimal>();
        // Plain decimals write 1E+2 as 100, and a tally keeps it stripped.
        stored.forEach(money ->
                sums.put(money.getCurrency(), new BigDecimal(money.getAmount()).stripTrailingZeros()));
        return Collections.unmodifiableMap(sums);
    }

    private static UUID id(ByteBuffer ids, int number) {
        return new UUID(ids.getLong(number * ID_BYTES), ids.getLong(number * ID_BYTES + 8));
    }
}
