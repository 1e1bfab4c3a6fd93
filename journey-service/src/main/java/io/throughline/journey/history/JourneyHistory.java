package io.throughline.journey.history;

import io.throughline.journey.clock.ClockReading;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.clock.Horizon;
import io.throughline.journey.fold.Deadline;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.journey.SealStore;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells how a journey was at any time, and why. Nothing is kept for it: a state is a fold, so the journey's key is folded once
 * more from what is recorded, up to the time that is asked for.
 */
@ApplicationScoped
public class JourneyHistory {

    private final Database database;
    private final RulebookSource rulebook;
    private final JourneyQueries journeys;

    @Inject
    public JourneyHistory(Database database, RulebookSource rulebook, JourneyQueries journeys) {
        this.database = database;
        this.rulebook = rulebook;
        this.journeys = journeys;
    }

    /**
     * @param id of a journey, or of one that another took the place of
     * @param asOf empty is now
     * @param most events to tell
     */
    public Explanation explain(UUID id, Optional<Instant> asOf, int most) {
        return database.inSnapshot(transaction -> explain(transaction, id, asOf, most));
    }

    private Explanation explain(Transaction transaction, UUID id, Optional<Instant> asked, int most) {
        var today = journeys.journey(transaction, id)
                .orElseThrow(() -> Refusal.notFound("journey", id.toString(), "no journey has this id"));
        var clock = ClockStore.read(transaction);
        var asOf = asOf(clock, asked);
        var definition = rulebook.read(transaction).named(today.journey().definition());
        var events = new LatestEvents(today.journey().id(), most);
        var sealed = sealed(transaction, today);
        var readings = new Readings();
        var fold = KeyFold.told(definition, today.journey().correlation(), sealed, readings, events);
        read(transaction, today, definition, asOf, readings, fold);
        asOf.ifPresent(fold::advance);

        var journeys = fold.journeys();
        var journey = then(today, journeys);
        // Time changes no journey after which another has begun.
        var deadlines = journey == journeys.getLast() ? fold.deadlines() : List.<Deadline>of();
        return new Explanation(
                new WholeJourney(
                        today.customer(), today.revision(), today.standingSince(), deadlines.stream().map(Deadline::at).findFirst(), journey),
                asOf,
                events.latest(),
                events.earlier(),
                definition.version(journey.version()).awaited(journey),
                deadlines,
                clock.horizon().filter(_ -> sealed.stream().anyMatch(one -> one.id().equals(journey.id()))));
    }

    /** The journeys of its key whose interactions are no longer kept. */
    private static List<Journey> sealed(Transaction transaction, WholeJourney journey) {
        var key = new JourneyKey(
                journey.customer(), journey.journey().definition(), journey.journey().correlation());
        return SealStore.journeys(SealStore.of(transaction, Set.of(key)), key);
    }

    private static Optional<Instant> asOf(ClockReading clock, Optional<Instant> asked) {
        if (asked.filter(clock::isTooOld).isPresent()) {
            throw Horizon.refusal("as_of", clock.horizon().orElseThrow());
        }
        return asOf(clock.now(), asked);
    }

    private static Optional<Instant> asOf(Optional<Instant> now, Optional<Instant> asked) {
        if (asked.isPresent() && now.filter(clock -> !asked.get().isAfter(clock)).isEmpty()) {
            throw Refusal.invalid(
                    "as_of",
                    "is later than the platform's clock, which shows "
                            + now.map(Instant::toString).orElse("nothing yet"));
        }
        return asked.or(() -> now);
    }

    private static Journey then(WholeJourney today, List<Journey> journeys) {
        return journeys.stream()
                .filter(journey -> journey.id().equals(today.journey().id()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "journey",
                        today.journey().id().toString(),
                        "it had not begun by then: it began at " + today.journey().entry().occurredAt()));
    }

    private static void read(
            Transaction transaction,
            WholeJourney journey,
            Definition definition,
            Optional<Instant> asOf,
            Readings readings,
            KeyFold fold) {
        var correlation = Optional.of(journey.journey().correlation());
        var touchpoints = new HashSet<>(definition.touchpoints());
        touchpoints.add(Interaction.NO_TOUCHPOINT);
        InteractionStore.read(transaction, Set.of(journey.customer()), touchpoints, owned -> {
            var interaction = owned.interaction();
            if (interaction.isReading()) {
                readings.add(interaction.channel(), interaction.position());
            } else if (asOf.filter(interaction.occurredAt()::isAfter).isEmpty()
                    && definition.correlation(interaction).equals(correlation)) {
                fold.step(interaction);
            }
        });
    }
}
