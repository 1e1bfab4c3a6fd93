package io.throughline.journey.journey;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.fold.Tail;
import io.throughline.journey.journey.JourneyWrites.Place;
import io.throughline.journey.journey.JourneyWrites.Withdrawal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Folds keys again from all that is kept of them, and finds what that changes: journeys that are as they were are not touched,
 * others are changed, brought or withdrawn.
 */
final class Afresh {

    /** A key folded anew, beside what is stored of it. */
    private record Folded(JourneyKey key, List<KeptJourney> before, List<Fresh> after) {

        boolean isOfThePast(Past past) {
            return past.isAllThereIs(key, before);
        }
    }

    /** A journey of the new fold. */
    private record Fresh(int ordinal, Sealing sealing, Optional<Tail> tail, Optional<Instant> due) {

        Journey journey() {
            return sealing.journey();
        }
    }

    /** A key that is being folded, beside what is stored of it. */
    private record Folding(KeyFold fold, List<KeptJourney> before) {}

    private final Map<JourneyKey, Folding> foldings = new HashMap<>();
    private final Map<UUID, Readings> readings = new HashMap<>();
    private final Map<JourneyKey, Folded> folded = new HashMap<>();

    /** Of those that are withdrawn here, {@link KeptJourney#standingSince}: a journey that moves was nobody else's in between. */
    private final Map<UUID, Long> standingSince = new HashMap<>();

    /**
     * @param before all stored journeys of the key
     * @param sealed those of them whose interactions are no longer kept, as they were sealed
     */
    void begin(Definition definition, JourneyKey key, List<KeptJourney> before, List<Journey> sealed) {
        var ofCustomer = readings.computeIfAbsent(key.customer(), _ -> new Readings());
        foldings.put(key, new Folding(KeyFold.upon(definition, key.correlation(), sealed, ofCustomer), before));
    }

    /** The context of {@code customer} was read; to be told before what comes after it is folded. */
    void read(UUID customer, Interaction reading) {
        readings.get(customer).add(reading.channel(), reading.position());
    }

    /** Folds the next interaction of {@code key}, unless that is none of those begun. */
    void step(JourneyKey key, Interaction interaction) {
        var folding = foldings.get(key);
        if (folding != null) {
            folding.fold().step(interaction);
        }
    }

    /** To be called after the last interaction: time passes up to {@code asOf}. */
    void end(Optional<Instant> asOf) {
        foldings.forEach((key, folding) -> {
            var fold = folding.fold();
            asOf.ifPresent(fold::advance);
            folded.put(key, new Folded(key, folding.before(), journeys(fold)));
        });
        foldings.clear();
    }

    private static List<Fresh> journeys(KeyFold fold) {
        var journeys = fold.journeys();
        var after = new ArrayList<Fresh>(journeys.size());
        for (int i = 0; i < journeys.size(); i++) {
            boolean latest = i == journeys.size() - 1;
            var sealing = Sealing.of(journeys.get(i));
            after.add(new Fresh(
                    i,
                    sealing,
                    latest ? fold.tail().map(sealing::in) : Optional.empty(),
                    latest ? fold.due() : Optional.empty()));
        }
        return after;
    }

    /** The journeys that were not there before, under this customer. */
    Set<UUID> brought() {
        var brought = new HashSet<UUID>();
        for (var key : folded.values()) {
            var had = ids(key.before());
            key.after().stream()
                    .map(fresh -> fresh.journey().id())
                    .filter(id -> !had.contains(id))
                    .forEach(brought::add);
        }
        return brought;
    }

    private static Set<UUID> ids(List<KeptJourney> journeys) {
        var ids = new HashSet<UUID>();
        journeys.forEach(kept -> ids.add(kept.id()));
        return ids;
    }

    /**
     * Writes what has changed.
     *
     * @param runs the stored sealed steps of the journeys that had any
     * @param buried the last revision of every withdrawn journey among {@link #brought}, wherever it was withdrawn
     * @param moved the customer to whom an interaction went, for those that just did
     * @param past what came of it alone is told as backfill; nothing is when it is empty
     */
    void write(
            JourneyWrites writes,
            Map<UUID, List<byte[]>> runs,
            Map<UUID, Long> buried,
            Map<UUID, UUID> moved,
            Optional<Past> past) {
        var revisions = new HashMap<>(buried);
        for (var key : folded.values()) {
            withdraw(key, writes, revisions, moved, past.filter(key::isOfThePast).isPresent());
        }
        for (var key : folded.values()) {
            var ofKey = past.filter(key::isOfThePast);
            var before = new HashMap<UUID, KeptJourney>();
            key.before().forEach(kept -> before.put(kept.id(), kept));
            for (var fresh : key.after()) {
                var kept = before.get(fresh.journey().id());
                var known = Optional.ofNullable(kept).map(KeptJourney::journey);
                boolean backfill = ofKey.filter(it -> it.covers(fresh.journey(), known)).isPresent();
                if (kept == null) {
                    bring(key.key(), fresh, writes, revisions, backfill);
                } else {
                    change(kept, fresh, writes, runs.getOrDefault(kept.id(), List.of()), backfill);
                }
            }
        }
    }

    private void withdraw(
            Folded key, JourneyWrites writes, Map<UUID, Long> revisions, Map<UUID, UUID> moved, boolean backfill) {
        var stays = new HashSet<UUID>();
        key.after().forEach(fresh -> stays.add(fresh.journey().id()));
        for (var kept : key.before()) {
            if (!stays.contains(kept.id())) {
                long revision = kept.revision() + 1;
                revisions.merge(kept.id(), revision, Math::max);
                standingSince.put(kept.id(), kept.standingSince());
                var replacement = replacement(kept, moved);
                writes.withdraw(
                        new Withdrawal(kept.key().customer(), kept.id(), revision, replacement, kept.standingSince()),
                        backfill);
                unseal(kept, writes);
            }
        }
    }

    /** The journey that holds the entry of {@code kept} now, or else the one nearest after it. */
    private UUID replacement(KeptJourney kept, Map<UUID, UUID> moved) {
        var entry = kept.journey().entry();
        var home = moved.getOrDefault(entry.id(), kept.key().customer());
        var key = new JourneyKey(home, kept.key().definition(), kept.key().correlation());
        var there = folded.get(key);
        return there == null ? null : nearest(there.after(), entry);
    }

    private static UUID nearest(List<Fresh> journeys, Position entry) {
        Fresh nearest = null;
        for (var fresh : journeys) {
            if (nearest == null || !fresh.journey().entry().isAfter(entry)) {
                nearest = fresh;
            }
        }
        return nearest == null ? null : nearest.journey().id();
    }

    private void bring(
            JourneyKey key, Fresh fresh, JourneyWrites writes, Map<UUID, Long> revisions, boolean backfill) {
        var journey = fresh.journey();
        long revision = revisions.getOrDefault(journey.id(), 0L) + 1;
        if (revision > 1) {
            writes.returns.add(new Place(key.customer(), journey.id()));
        }
        writes.insert(
                new KeptJourney(
                        key,
                        journey.id(),
                        fresh.ordinal(),
                        revision,
                        standingSince.getOrDefault(journey.id(), revision),
                        fresh.due(),
                        journey,
                        fresh.tail(),
                        false),
                fresh.sealing(),
                backfill);
    }

    private static void change(
            KeptJourney kept, Fresh fresh, JourneyWrites writes, List<byte[]> runs, boolean backfill) {
        boolean changed = !fresh.journey().equals(kept.journey())
                || !Arrays.deepEquals(fresh.sealing().runs().toArray(), runs.toArray());
        boolean moved = kept.outdated()
                || kept.ordinal() != fresh.ordinal()
                || !kept.armed().equals(fresh.due())
                || !kept.tail().equals(fresh.tail());
        if (changed || moved) {
            unseal(kept, writes);
            writes.update(
                    new KeptJourney(
                            kept.key(),
                            kept.id(),
                            fresh.ordinal(),
                            kept.revision() + (changed ? 1 : 0),
                            kept.standingSince(),
                            fresh.due(),
                            fresh.journey(),
                            fresh.tail(),
                            false),
                    fresh.sealing(),
                    changed,
                    backfill);
        }
    }

    private static void unseal(KeptJourney kept, JourneyWrites writes) {
        if (kept.journey().sealed().steps() > 0) {
            writes.unsealed.add(new Place(kept.key().customer(), kept.id()));
        }
    }
}
