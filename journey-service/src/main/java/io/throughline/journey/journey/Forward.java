package io.throughline.journey.journey;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.fold.Tail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Folds a key on from where it stands: the cost does not depend on what it has folded before. */
final class Forward {

    private final JourneyWrites writes;
    private final Optional<Instant> asOf;

    /** @param asOf time passes up to it; empty when the clock shows nothing yet, and only what occurs moves time */
    Forward(JourneyWrites writes, Optional<Instant> asOf) {
        this.writes = writes;
        this.asOf = asOf;
    }

    /**
     * @param before the latest journey of the key, if it has one
     * @param fresh in order; may be empty, when only time passes
     * @param readings from the last interaction of {@code before} on, or else from the first fresh one
     * @return whether that was possible; if not, {@code fresh} begins with a late one, or an earlier release wrote what stands,
     *     and nothing was written
     */
    boolean fold(Definition definition, JourneyKey key, Optional<KeptJourney> before, List<Interaction> fresh, Readings readings) {
        if (before.filter(KeptJourney::outdated).isPresent()) {
            return false;
        }
        var fold = before.flatMap(KeptJourney::tail)
                .map(tail -> KeyFold.resume(definition, key.correlation(), tail, readings))
                .orElseGet(() -> KeyFold.begin(definition, key.correlation(), readings));
        if (!fresh.isEmpty() && !fold.isNext(fresh.getFirst())) {
            return false;
        }
        fresh.forEach(fold::step);
        asOf.ifPresent(fold::advance);
        write(key, before, fold, !fresh.isEmpty());
        return true;
    }

    private void write(JourneyKey key, Optional<KeptJourney> before, KeyFold fold, boolean stepped) {
        var journeys = fold.journeys();
        int first = before.map(KeptJourney::ordinal).orElse(0);
        for (int i = 0; i < journeys.size(); i++) {
            boolean latest = i == journeys.size() - 1;
            var sealing = Sealing.of(journeys.get(i));
            Optional<Tail> tail = latest ? fold.tail().map(sealing::in) : Optional.empty();
            Optional<Instant> due = latest ? fold.due() : Optional.empty();
            if (i == 0 && before.isPresent()) {
                goOn(before.get(), sealing, tail, due, stepped);
            } else {
                var journey = sealing.journey();
                writes.insert(new KeptJourney(key, journey.id(), first + i, 1, 1, due, journey, tail, false), sealing);
            }
        }
    }

    private void goOn(
            KeptJourney before, Sealing sealing, Optional<Tail> tail, Optional<Instant> due, boolean stepped) {
        var journey = sealing.journey();
        boolean changed = hasGrown(before.journey(), journey);
        var armed = arm(before.armed(), due);
        if (changed || stepped || !armed.equals(before.armed())) {
            writes.update(
                    new KeptJourney(
                            before.key(),
                            before.id(),
                            before.ordinal(),
                            before.revision() + (changed ? 1 : 0),
                            before.standingSince(),
                            armed,
                            journey,
                            tail,
                            false),
                    sealing,
                    changed);
        }
    }

    /** Going on only ever adds to a journey. */
    private static boolean hasGrown(Journey before, Journey after) {
        return after.tally().interactions() != before.tally().interactions()
                || after.transitions().size() != before.transitions().size()
                || !after.migratedAt().equals(before.migratedAt())
                || !after.signals().equals(before.signals());
    }

    /** Left where it is while it is early enough: moving it would touch an index at every interaction. */
    private Optional<Instant> arm(Optional<Instant> armed, Optional<Instant> due) {
        boolean earlyEnough = armed.isPresent()
                && due.isPresent()
                && !armed.get().isAfter(due.get())
                && asOf.filter(now -> !armed.get().isAfter(now)).isEmpty();
        return earlyEnough ? armed : due;
    }
}
