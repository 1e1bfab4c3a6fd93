package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.Sealed;
import io.throughline.journey.fold.Step;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.UUID;

/** Asks for journeys as they stand, with all their steps. */
@ApplicationScoped
public class JourneyQueries {

    /** A journey under one customer. */
    public record Place(UUID customer, UUID journey) {}

    /**
     * What was found at places: a journey that stands, or the one that took its place.
     *
     * @param looked the places that were looked at
     */
    public record Found(Set<Place> looked, Map<Place, WholeJourney> standing, Map<Place, Gone> gone) {}

    /**
     * What is left of a journey that was withdrawn from a place.
     *
     * @param revision with which it was withdrawn
     * @param standingSince as {@link WholeJourney#standingSince()}, before it was withdrawn
     */
    public record Gone(Optional<UUID> replacedBy, long revision, long standingSince) {}

    // One statement, so that a journey that is being withdrawn is found as the one or as the other.
    private static final String AT = """
            select j.customer, j.definition, j.correlation, j.id, j.due_at, j.revision, j.ordinal, j.state, j.standing_since,
                   j.asked_customer, j.asked_journey, j.replaced_by, j.gone_revision,
                   j.gone_standing_since,
                   (select array_agg(s.steps order by s.ordinal) from journey_steps s
                    where s.customer = j.customer and s.journey = j.id)
            from (
                select k.customer as asked_customer, k.journey as asked_journey, t.replaced_by,
                       t.revision as gone_revision, t.standing_since as gone_standing_since, j.*,
                       sum(octet_length(j.state) + s.bytes) over (
                           order by k.place rows between unbounded preceding and 1 preceding) as bytes_before
                from unnest($1::uuid[], $2::uuid[]) with ordinality as k(customer, journey, place)
                left join lateral (
                    select * from journey j where j.customer = k.customer and j.id = k.journey offset 0
                ) j on true
                left join lateral (
                    select coalesce(sum(octet_length(s.steps)), 0) as bytes from journey_steps s
                    where s.customer = j.customer and s.journey = j.id
                ) s on true
                left join lateral (
                    select * from journey_tombstone t where t.customer = k.customer and t.id = k.journey offset 0
                ) t on true
            ) j
            where coalesce(j.bytes_before, 0) < $3
            """;

    // What was withdrawn last stands for its id; it was withdrawn before whatever replaced it, so there is no circle.
    private static final String STANDING_FOR = """
            with recursive chain (id) as (
                select $1::uuid
                union
                select t.replaced_by
                from chain
                cross join lateral (
                    select t.replaced_by from journey_tombstone t
                    where t.id = chain.id order by t.revision desc limit 1
                ) t
                where t.replaced_by is not null and not exists (select from journey j where j.id = chain.id)
            )
            select j.customer, j.id from chain join journey j on j.id = chain.id limit 1
            """;

    private static final String OF_CUSTOMER =
            "select " + JourneyStore.COLUMNS + " from journey j where j.customer = $1";

    // A journey stands under one customer at a time.
    private static final String STANDING = "select " + JourneyStore.COLUMNS + ", " + RulebookSource.LATEST + """
             from journey j where j.id = $1
            """;

    /** As a customer's journeys are told. */
    public static final Comparator<Journey> UNDER_WAY_THEN_LATEST = Comparator.comparing(
                    (Journey journey) -> !journey.state().isOpen())
            .thenComparing(Journey::last, Comparator.reverseOrder());

    private static final Buffer[] NO_RUNS = {};

    private final Database database;
    private final RulebookSource rulebook;

    @Inject
    public JourneyQueries(Database database, RulebookSource rulebook) {
        this.database = database;
        this.rulebook = rulebook;
    }

    /** What stands at the first of {@code places}, until it comes to {@code bytes} as stored; at the first one in any case. */
    public Found first(SequencedCollection<Place> places, long bytes) {
        return database.inSnapshot(transaction -> at(transaction, places, bytes));
    }

    /** As {@link #first(SequencedCollection, long)}, in a transaction that sees one moment. */
    public Found first(Transaction transaction, SequencedCollection<Place> places, long bytes) {
        return at(transaction, places, bytes);
    }

    private Found at(Transaction transaction, Collection<Place> places) {
        return at(transaction, places, Long.MAX_VALUE);
    }

    private Found at(Transaction transaction, Collection<Place> places, long bytes) {
        var rules = rulebook.read(transaction);
        var arguments = Tuple.of(
                places.stream().map(Place::customer).toArray(UUID[]::new),
                places.stream().map(Place::journey).toArray(UUID[]::new),
                bytes);
        var looked = new HashSet<Place>();
        var standing = new HashMap<Place, WholeJourney>();
        var gone = new HashMap<Place, Gone>();
        for (Row row : transaction.run(AT, arguments)) {
            var place = new Place(row.getUUID(9), row.getUUID(10));
            looked.add(place);
            if (row.getUUID(0) != null) {
                standing.put(place, whole(rules, row, row.getDelegate().getArrayOfBuffers(14)));
            } else if (row.getLong(12) != null) {
                gone.put(place, new Gone(Optional.ofNullable(row.getUUID(11)), row.getLong(12), row.getLong(13)));
            }
        }
        return new Found(looked, standing, gone);
    }

    /**
     * Those of {@code customer} under way, then the ended ones, each latest first: the first {@code most} of them, until they
     * come to {@code bytes} as stored; the first one in any case.
     */
    public List<WholeJourney> of(Transaction transaction, UUID customer, int most, long bytes) {
        // The least of the first ones at its head, so that it gives way: all may be more than there is room for.
        var first = new PriorityQueue<>(UNDER_WAY_THEN_LATEST.reversed());
        transaction.read(OF_CUSTOMER, Tuple.of(customer), row -> {
            first.add(JourneyStore.kept(row).journey());
            if (first.size() > most) {
                first.remove();
            }
        });
        var places = first.stream()
                .sorted(UNDER_WAY_THEN_LATEST)
                .map(journey -> new Place(customer, journey.id()))
                .toList();
        var found = at(transaction, places, bytes).standing();
        return places.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** The journey of that id, or the one that took its place. As a rule it stands, and one statement by its key tells it. */
    public Optional<WholeJourney> journey(UUID id) {
        for (Row row : database.run(STANDING, Tuple.of(id))) {
            var rules = rulebook.known(row.getLong(9));
            var kept = JourneyStore.kept(row);
            if (rules.isPresent() && kept.journey().sealed().steps() == 0) {
                return Optional.of(whole(rules.get(), kept, NO_RUNS));
            }
        }
        return database.inSnapshot(transaction -> journey(transaction, id));
    }

    /** As {@link #journey(UUID)}, in a transaction that sees one moment. */
    public Optional<WholeJourney> journey(Transaction transaction, UUID id) {
        for (Row row : transaction.run(STANDING_FOR, Tuple.of(id))) {
            var place = new Place(row.getUUID(0), row.getUUID(1));
            return Optional.ofNullable(at(transaction, List.of(place)).standing().get(place));
        }
        return Optional.empty();
    }

    /**
     * The journey in a row of customer, definition, correlation, id, due_at, revision, ordinal, state and standing_since.
     *
     * @param runs its sealed steps; {@code null} or empty without any
     */
    public static WholeJourney whole(Rulebook rules, Row row, Buffer[] runs) {
        return whole(rules, JourneyStore.kept(row), runs);
    }

    private static WholeJourney whole(Rulebook rules, KeptJourney kept, Buffer[] runs) {
        var journey = kept.journey();
        Optional<Instant> due =
                kept.tail().isPresent() ? journey.due(rules.named(journey.definition())) : Optional.empty();
        return new WholeJourney(
                kept.key().customer(), kept.revision(), kept.standingSince(), due, withAllSteps(journey, runs));
    }

    private static Journey withAllSteps(Journey journey, Buffer[] runs) {
        if (journey.sealed().steps() == 0) {
            return journey;
        }
        var steps = new ArrayList<Step>();
        for (var run : runs) {
            steps.addAll(StepsCodec.decode(run.getBytes()));
        }
        steps.addAll(journey.steps());
        return Sealing.with(journey, Sealed.NOTHING, steps);
    }
}
