package io.throughline.journey.fold;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The fold of one key (one customer, one definition, one value of {@code correlate_by}), step by step.
 *
 * <p>A step first advances time, then applies the interaction. A deadline passes if nothing occurred at or before it; a
 * {@link Migration} comes before what occurs at its time. The result is a function of the definition with its migrations, the set of
 * interactions, the set of {@link Readings} and asOf; {@link #fold} is that function, and going on from a {@link Tail} with what is in
 * order gives the same. Of what is too old to be kept, journeys that had ended stand for their interactions ({@link Removal}).
 */
public final class KeyFold {

    private final Definition definition;
    private final String correlation;
    private final Readings readings;

    /** Null when nobody wants to be told. */
    private final Chronicle chronicle;

    /** In their order; time has come to the first so many of them. */
    private List<Journey> sealed = List.of();

    private int takenUp;

    private final List<Journey> ended = new ArrayList<>();
    private OpenJourney current;
    private Position last;
    private Instant passed;

    private KeyFold(Definition definition, String correlation, Readings readings, Chronicle chronicle) {
        this.definition = definition;
        this.correlation = correlation;
        this.readings = readings;
        this.chronicle = chronicle;
    }

    /**
     * Before the first interaction of a key.
     *
     * @param readings of the customer's context: before a step is folded, those up to it must be there
     */
    public static KeyFold begin(Definition definition, String correlation, Readings readings) {
        return new KeyFold(definition, correlation, readings, null);
    }

    /** As {@link #begin(Definition, String, Readings)}, where nobody asks whether context was passed. */
    public static KeyFold begin(Definition definition, String correlation) {
        return begin(definition, correlation, new Readings());
    }

    /** As {@link #begin(Definition, String)}; {@code chronicle} is told what happens to each journey. */
    public static KeyFold told(Definition definition, String correlation, Chronicle chronicle) {
        return told(definition, correlation, List.of(), new Readings(), chronicle);
    }

    /**
     * Before the first interaction of a key that is kept.
     *
     * @param sealed journeys of the key that had ended, as they stood after the last of their interactions that are not kept
     * @param readings as for {@link #begin(Definition, String, Readings)}; those before the first interaction that is kept of the
     *     customer may be left out
     */
    public static KeyFold upon(Definition definition, String correlation, Collection<Journey> sealed, Readings readings) {
        return told(definition, correlation, sealed, readings, null);
    }

    /** As {@link #upon}; {@code chronicle} is told what happens to each journey from there on. */
    public static KeyFold told(
            Definition definition,
            String correlation,
            Collection<Journey> sealed,
            Readings readings,
            Chronicle chronicle) {
        var fold = new KeyFold(definition, correlation, readings, chronicle);
        fold.sealed = sealed.stream().sorted(SealOrder.BY_END).toList();
        return fold;
    }

    /**
     * Where an earlier fold of the same key stopped.
     *
     * @param readings as for {@link #begin(Definition, String, Readings)}; those before the journey's last interaction may be left out
     */
    public static KeyFold resume(Definition definition, String correlation, Tail tail, Readings readings) {
        var fold = begin(definition, correlation, readings);
        fold.last = tail.last();
        fold.passed = tail.passed().orElse(null);
        fold.current = tail.journey().map(fold::goingOn).orElse(null);
        return fold;
    }

    /** As {@link #resume(Definition, String, Tail, Readings)}, where nobody asks whether context was passed. */
    public static KeyFold resume(Definition definition, String correlation, Tail tail) {
        return resume(definition, correlation, tail, new Readings());
    }

    /** As {@link #fold(Definition, String, Collection, Readings, Instant)}, where nobody asks whether context was passed. */
    public static KeyFold fold(
            Definition definition, String correlation, Collection<Interaction> interactions, Instant asOf) {
        return fold(definition, correlation, interactions, new Readings(), asOf);
    }

    /**
     * The journeys of one key.
     *
     * @param interactions of the key, in any order, none twice
     * @param readings of the customer's context
     * @param asOf what occurs after it waits; deadlines up to it have passed
     */
    public static KeyFold fold(
            Definition definition,
            String correlation,
            Collection<Interaction> interactions,
            Readings readings,
            Instant asOf) {
        var fold = begin(definition, correlation, readings);
        interactions.stream()
                .filter(interaction -> !interaction.occurredAt().isAfter(asOf))
                .sorted((left, right) -> left.position().compareTo(right.position()))
                .forEach(fold::step);
        fold.advance(asOf);
        return fold;
    }

    /** Whether {@code interaction} comes after all that was folded, so that it can be the next step; if not, it is late. */
    public boolean isNext(Interaction interaction) {
        return (last == null || interaction.position().isAfter(last))
                && (passed == null || interaction.occurredAt().isAfter(passed));
    }

    /** Folds the next interaction. */
    public void step(Interaction interaction) {
        takeUpThoseBefore(interaction.position());
        if (!isNext(interaction)) {
            throw new IllegalStateException("a late interaction needs its key folded again");
        }
        passTimeBefore(interaction.occurredAt());
        last = interaction.position();
        if (current != null && (current.isOpen() || current.version().afterEnd() == AfterEnd.ATTACH)) {
            var matches = current.version().match(interaction, current);
            if (matches.belongs()) {
                int before = current.transitionCount();
                current.apply(interaction, matches);
                tell(interaction, matches, before);
            }
        } else if (current == null || current.version().afterEnd() == AfterEnd.NEW) {
            beginIfEntered(interaction);
        }
    }

    private void takeUpThoseBefore(Position position) {
        while (takenUp < sealed.size() && position.isAfter(SealOrder.end(sealed.get(takenUp)))) {
            takeUp(sealed.get(takenUp++));
        }
    }

    /**
     * A sealed journey goes on where it ended, unless another is under way: customers that have become one may have had journeys at
     * the same time. Then it stays as it is.
     */
    private void takeUp(Journey journey) {
        var end = SealOrder.end(journey);
        if (SealOrder.endedBySilence(journey)) {
            passTimeUpTo(end.occurredAt());
            passed = later(passed, end.occurredAt());
        } else {
            passTimeBefore(end.occurredAt());
        }
        last = last == null || journey.last().isAfter(last) ? journey.last() : last;
        if (current == null) {
            current = goingOn(journey);
        } else if (current.isOpen() || SealOrder.BY_END.compare(current.snapshot(), journey) > 0) {
            ended.add(journey);
        } else {
            ended.add(current.snapshot());
            current = goingOn(journey);
        }
    }

    private OpenJourney goingOn(Journey journey) {
        return new OpenJourney(journey, definition.version(journey.version()), readings);
    }

    /** Lets time pass up to just before {@code interaction}; answers whether no journey is under way then. */
    boolean restsBefore(Interaction interaction) {
        takeUpThoseBefore(interaction.position());
        passTimeBefore(interaction.occurredAt());
        return current == null || !current.isOpen();
    }

    /** As the other, for whatever occurs at or after {@code time}. Sealed journeys that ended later stay as they are. */
    boolean restsBefore(Instant time) {
        while (takenUp < sealed.size() && SealOrder.end(sealed.get(takenUp)).occurredAt().isBefore(time)) {
            takeUp(sealed.get(takenUp++));
        }
        passTimeBefore(time);
        return current == null || !current.isOpen();
    }

    private void takeUpAll() {
        while (takenUp < sealed.size()) {
            takeUp(sealed.get(takenUp++));
        }
    }

    private void beginIfEntered(Interaction interaction) {
        var version = definition.versionAt(interaction.occurredAt());
        var matches = version.match(interaction, JourneySoFar.NONE);
        if (matches.begins()) {
            if (current != null) {
                ended.add(current.snapshot());
            }
            current = new OpenJourney(definition.name(), version, correlation, readings, interaction, matches);
            tell(interaction, matches, 0);
        }
    }

    private void tell(Interaction interaction, Matches matches, int before) {
        if (chronicle != null) {
            chronicle.tell(
                    current.id(),
                    new Event.Occurred(
                            interaction,
                            matches.rules(),
                            matches.stage(),
                            current.transitionsFrom(before),
                            current.noticed(),
                            current.contextPassed()));
        }
    }

    /** Time comes to {@code time}, at which something may still occur. */
    private void passTimeBefore(Instant time) {
        migrateUpTo(time);
        passDeadlinesBefore(time);
    }

    private void passTimeUpTo(Instant time) {
        migrateUpTo(time);
        passDeadlinesUpTo(time);
    }

    /** What comes to pass at the time of a migration does so by the other version. */
    private void migrateUpTo(Instant time) {
        for (var migration : definition.migrations()) {
            if (!migration.at().isAfter(time) && !isBehind(migration)) {
                passDeadlinesBefore(migration.at());
                migrate(migration);
            }
        }
    }

    /** One that is not, though it has come to the journey already, finds nothing left to do. */
    private boolean isBehind(Migration migration) {
        return (last != null && !migration.at().isAfter(last.occurredAt()))
                || (passed != null && !migration.at().isAfter(passed));
    }

    private void migrate(Migration migration) {
        if (current == null || !current.isOpen()) {
            return;
        }
        int from = current.version().number();
        if (migration.takes(from)) {
            current.migrate(definition.version(migration.version()), migration.at());
            passed = later(passed, migration.at().minus(1, ChronoUnit.MICROS));
            if (chronicle != null) {
                chronicle.tell(current.id(), new Event.Migrated(migration.at(), from, migration.version()));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    private void passDeadlinesBefore(Instant time) {
        for (var due = due(); due.isPresent() && due.get().isBefore(time); due = due()) {
            passNext();
        }
    }

    /** Lets time pass up to {@code asOf}, during which nothing occurs; never before the end of a sealed journey. */
    public void advance(Instant asOf) {
        takeUpAll();
        passTimeUpTo(asOf);
    }

    private void passDeadlinesUpTo(Instant asOf) {
        for (var due = due(); due.isPresent() && !due.get().isAfter(asOf); due = due()) {
            passNext();
        }
    }

    private void passNext() {
        int before = current.transitionCount();
        var next = current.deadlines().getFirst();
        current.pass(next);
        passed = next.at();
        if (chronicle != null) {
            chronicle.tell(
                    current.id(), new Event.Passed(next.at(), current.transitionsFrom(before), current.noticed()));
        }
    }

    /** The next change that time alone will bring. */
    public Optional<Instant> due() {
        return Optional.ofNullable(current).flatMap(OpenJourney::due);
    }

    /** All that time will bring the latest journey, the next first. */
    public List<Deadline> deadlines() {
        return current == null ? List.of() : current.deadlines();
    }

    /** The journeys of this fold in order of their beginning; after {@link #resume}, from the resumed one on. */
    public List<Journey> journeys() {
        var journeys = new ArrayList<>(ended);
        if (current != null) {
            journeys.add(current.snapshot());
        }
        return journeys;
    }

    /** What to remember in order to go on later; empty when nothing was folded. */
    public Optional<Tail> tail() {
        return Optional.ofNullable(last)
                .map(position -> new Tail(
                        position,
                        Optional.ofNullable(passed),
                        Optional.ofNullable(current).map(OpenJourney::snapshot)));
    }
}
