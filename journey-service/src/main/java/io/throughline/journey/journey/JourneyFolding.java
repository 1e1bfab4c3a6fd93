package io.throughline.journey.journey;

import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.interaction.ReadingStore.Stretch;
import io.throughline.journey.interaction.ReadingStore;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the stored journeys up to what is stored of interactions and to the clock, inside the caller's transaction and under
 * its customers' locks.
 *
 * <p>What is in order for its key goes on from the key's latest journey; a key to which something comes late is folded again
 * from all its interactions. The number of statements does not depend on how much there is to fold.
 */
@ApplicationScoped
public class JourneyFolding {

    private static final Readings NOBODY_READ = new Readings();

    private final FeedTable feed;

    @Inject
    public JourneyFolding(Database database) {
        this.feed = new FeedTable(database);
    }

    /**
     * @param asOf what the clock shows, empty when it shows nothing yet
     * @return whether readers of the feed have something to read once this is committed
     */
    public boolean fold(Transaction transaction, Rulebook rules, Optional<Instant> asOf, FoldingWork work) {
        var fresh = new LinkedHashMap<JourneyKey, List<Interaction>>();
        var afresh = new LinkedHashSet<>(work.afresh());
        var crowded = wake(transaction, rules, asOf, work, fresh);
        afresh.addAll(crowded);
        for (var arrival : work.arrivals()) {
            if (!arrival.waiting()) {
                add(fresh, rules, arrival.customer(), arrival.interaction());
            }
        }
        work.due().forEach(key -> fresh.computeIfAbsent(key, _ -> new ArrayList<>(1)));
        var news = new HashSet<>(fresh.keySet());
        news.addAll(crowded);
        var past = work.past().map(until -> new Past(until, asOf, Set.copyOf(news)));
        afresh.forEach(fresh::remove);

        var latest = JourneyStore.latest(transaction, fresh.keySet());
        var last = InteractionStore.last(transaction, withoutJourney(fresh.keySet(), latest));
        var readings = ReadingStore.within(transaction, stretches(fresh, latest));
        InteractionStore.insert(transaction, work.arrivals());

        var writes = new JourneyWrites();
        afresh.addAll(goForward(rules, asOf, fresh, latest, last, readings, writes));
        if (!afresh.isEmpty()) {
            foldAfresh(transaction, rules, asOf, afresh, work.moved(), past, writes);
        }
        JourneyStore.write(transaction, writes);
        feed.append(transaction, writes.told);
        return !writes.told.isEmpty();
    }

    /**
     * Wakes all that waited and is due: while some of it waits still, no deadline after it may pass.
     *
     * @param fresh what is woken is added to it, unless that is more than is kept in memory at once
     * @return then, the keys that it belongs to, to be folded afresh from what is stored
     */
    private static Set<JourneyKey> wake(
            Transaction transaction,
            Rulebook rules,
            Optional<Instant> asOf,
            FoldingWork work,
            Map<JourneyKey, List<Interaction>> fresh) {
        var woken = InteractionStore.wake(transaction, work.customers(), asOf);
        if (woken.size() < InteractionStore.MOST_WOKEN) {
            woken.forEach(one -> add(fresh, rules, one.customer(), one.interaction()));
            return Set.of();
        }
        var keys = new LinkedHashSet<JourneyKey>();
        while (!woken.isEmpty()) {
            woken.forEach(one -> keys.addAll(keys(rules, one.customer(), one.interaction())));
            woken = InteractionStore.wake(transaction, work.customers(), asOf);
        }
        return keys;
    }

    private static void add(
            Map<JourneyKey, List<Interaction>> fresh, Rulebook rules, UUID customer, Interaction interaction) {
        for (var key : keys(rules, customer, interaction)) {
            fresh.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(interaction);
        }
    }

    /** The keys of {@code customer} that {@code interaction} belongs to. */
    public static List<JourneyKey> keys(Rulebook rules, UUID customer, Interaction interaction) {
        var keys = new ArrayList<JourneyKey>(2);
        for (var definition : rules.naming(interaction.touchpoint())) {
            definition
                    .correlation(interaction)
                    .ifPresent(correlation -> keys.add(new JourneyKey(customer, definition.name(), correlation)));
        }
        return keys;
    }

    /**
     * The keys of journeys that were under way at one of {@code readings}, so that it lies between two of their interactions. What is
     * in order comes after all that is recorded of its customer, and then no journey is looked at.
     *
     * @param readings by customer
     */
    public static Set<JourneyKey> around(Transaction transaction, Map<UUID, List<Position>> readings) {
        var last = InteractionStore.last(transaction, readings.keySet());
        var late = new HashSet<UUID>();
        readings.forEach((customer, positions) -> {
            var latest = last.get(customer);
            if (latest != null && positions.stream().anyMatch(latest::isAfter)) {
                late.add(customer);
            }
        });
        var keys = new HashSet<JourneyKey>();
        for (var kept : JourneyStore.ofCustomers(transaction, late)) {
            var journey = kept.journey();
            if (readings.get(kept.key().customer()).stream()
                    .anyMatch(reading -> reading.isAfter(journey.entry()) && journey.last().isAfter(reading))) {
                keys.add(kept.key());
            }
        }
        return keys;
    }

    private static Set<UUID> withoutJourney(Set<JourneyKey> keys, Map<JourneyKey, KeptJourney> latest) {
        var customers = new HashSet<UUID>();
        for (var key : keys) {
            if (!latest.containsKey(key)) {
                customers.add(key.customer());
            }
        }
        return customers;
    }

    /** From the journey's last interaction on to the last fresh one: readings in between may belong to a handover. */
    private static Map<UUID, Stretch> stretches(
            Map<JourneyKey, List<Interaction>> fresh, Map<JourneyKey, KeptJourney> latest) {
        var stretches = new HashMap<UUID, Stretch>();
        fresh.forEach((key, interactions) -> {
            var before = latest.get(key);
            // The first interaction of a journey takes over from nobody.
            if (interactions.size() > (before == null ? 1 : 0)) {
                var times = interactions.stream().map(Interaction::occurredAt).toList();
                var earliest = before == null ? Collections.min(times) : before.journey().last().occurredAt();
                stretches.merge(key.customer(), new Stretch(earliest, Collections.max(times)), Stretch::with);
            }
        });
        return stretches;
    }

    /** @return the keys for which that was not possible, because something came late */
    private static List<JourneyKey> goForward(
            Rulebook rules,
            Optional<Instant> asOf,
            Map<JourneyKey, List<Interaction>> fresh,
            Map<JourneyKey, KeptJourney> latest,
            Map<UUID, Position> last,
            Map<UUID, Readings> readings,
            JourneyWrites writes) {
        var late = new ArrayList<JourneyKey>();
        var forward = new Forward(writes, asOf);
        fresh.forEach((key, interactions) -> {
            interactions.sort((left, right) -> left.position().compareTo(right.position()));
            var before = Optional.ofNullable(latest.get(key));
            // Nothing is kept of a key without journey: all before the customer's last interaction may matter to it.
            boolean maybeLate = before.isEmpty()
                    && !interactions.isEmpty()
                    && last.containsKey(key.customer())
                    && !interactions.getFirst().position().isAfter(last.get(key.customer()));
            if (maybeLate || !forward.fold(rules.named(key.definition()), key, before, interactions, readings.getOrDefault(key.customer(), NOBODY_READ))) {
                late.add(key);
            }
        });
        return late;
    }

    private static void foldAfresh(
            Transaction transaction,
            Rulebook rules,
            Optional<Instant> asOf,
            Set<JourneyKey> keys,
            Map<UUID, UUID> moved,
            Optional<Past> past,
            JourneyWrites writes) {
        var customers = new HashSet<UUID>();
        var definitions = new HashSet<String>();
        var touchpoints = new HashSet<String>();
        for (var key : keys) {
            customers.add(key.customer());
            if (definitions.add(key.definition())) {
                touchpoints.addAll(rules.named(key.definition()).touchpoints());
            }
        }
        var before = JourneyStore.all(transaction, keys);
        var seals = SealStore.of(transaction, keys);
        var afresh = new Afresh();
        for (var key : keys) {
            afresh.begin(
                    rules.named(key.definition()),
                    key,
                    before.getOrDefault(key, List.of()),
                    SealStore.journeys(seals, key));
        }
        touchpoints.add(Interaction.NO_TOUCHPOINT);
        InteractionStore.read(transaction, customers, touchpoints, owned -> {
            if (owned.interaction().isReading()) {
                afresh.read(owned.customer(), owned.interaction());
            } else {
                keys(rules, owned.customer(), owned.interaction()).forEach(key -> afresh.step(key, owned.interaction()));
            }
        });
        afresh.end(asOf);
        var runs = JourneyStore.runs(
                transaction, before.values().stream().flatMap(List::stream).toList());
        var buried = JourneyStore.buried(transaction, afresh.brought());
        afresh.write(writes, runs, buried, moved, past);
    }
}
