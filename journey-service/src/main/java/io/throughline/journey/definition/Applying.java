package io.throughline.journey.definition;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.error.Refusal;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Definitions as their owners deal with them: applied, looked at, listed. */
@ApplicationScoped
public class Applying {

    /** @param unchanged it was in force already; nothing was changed */
    public record Result(AppliedDefinition definition, boolean unchanged) {}

    /** @param more whether there are further definitions after these */
    public record Page(List<AppliedDefinition> definitions, boolean more) {}

    /**
     * What a definition says otherwise.
     *
     * @param from the version that it was compared with; 0 when there was none
     */
    public record Compared(String name, int from, List<Difference> differences) {}

    /** Versions as stored, and which definitions are still being folded. */
    private record Stored(List<DefinitionRow> rows, Set<String> folding) {}

    private final DefinitionStore store;
    private final JourneyMaps maps;
    private final FoldingJob folding;
    private final Vertx vertx;

    @Inject
    public Applying(DefinitionStore store, JourneyMaps maps, FoldingJob folding, Vertx vertx) {
        this.store = store;
        this.maps = maps;
        this.folding = folding;
        this.vertx = vertx;
    }

    /** Applies {@code yaml}; refuses it with all its mistakes. */
    public Uni<Result> apply(String yaml) {
        return vertx.executeBlocking(() -> Draft.read(yaml)).flatMap(this::apply);
    }

    /** Applies {@code yaml}; refuses it with all its mistakes, and if it is not the definition {@code name}. */
    public Uni<Result> apply(String name, String yaml) {
        return vertx.executeBlocking(() -> Draft.read(yaml).called(name)).flatMap(this::apply);
    }

    /** Applies {@code draft}, unless it says what a version before the one in force said, or an earlier draft: empty then. */
    Uni<Optional<Result>> applyUnlessKnown(Draft draft) {
        return Panache.withSession(() -> store.versionsOf(draft.map().name()))
                .flatMap(rows -> vertx.executeBlocking(() -> isSuperseded(draft, rows)))
                .flatMap(superseded -> superseded
                        ? Uni.createFrom().item(Optional.empty())
                        : apply(draft).map(Optional::of));
    }

    /** Whether a version says what {@code draft} says. */
    Uni<Boolean> knows(Draft draft) {
        return Panache.withSession(() -> store.versionsOf(draft.map().name()))
                .flatMap(rows -> vertx.executeBlocking(() -> rows.stream().anyMatch(row -> draft.saysTheSameAs(row.yaml))));
    }

    private static boolean isSuperseded(Draft draft, List<DefinitionRow> rows) {
        boolean comesIntoForce = draft.map().status().comesIntoForce();
        var before = rows.stream().filter(row -> row.cameIntoForce() || !comesIntoForce).toList();
        return before.stream().skip(1).anyMatch(row -> draft.saysTheSameAs(row.yaml))
                && !draft.saysTheSameAs(before.getFirst().yaml);
    }

    private Uni<Result> apply(Draft draft) {
        return store.apply(draft)
                .invoke(folding::wake)
                .flatMap(applied -> told(Uni.createFrom().item(applied.row()))
                        .map(found -> new Result(found, applied.unchanged())));
    }

    /**
     * What {@code yaml} would become if it were applied now, and a draft if it were live. Refuses it as {@link #apply(String)}
     * does; changes nothing.
     */
    public Uni<Prospect> prospect(String yaml) {
        return vertx.executeBlocking(() -> Draft.read(yaml).inForce()).flatMap(this::prospect);
    }

    /** As {@link #prospect(String)}; refuses it, too, if it is not the definition {@code name}. */
    public Uni<Prospect> prospect(String name, String yaml) {
        return vertx.executeBlocking(() -> Draft.read(yaml).called(name).inForce()).flatMap(this::prospect);
    }

    private Uni<Prospect> prospect(Draft draft) {
        return store.standing(draft.map().name())
                .flatMap(standing -> vertx.executeBlocking(() -> prospect(draft, standing)));
    }

    private static Prospect prospect(Draft draft, DefinitionStore.Standing standing) {
        var inForce = standing.inForce();
        var number = inForce.map(row -> row.version);
        return switch (standing.succession(draft)) {
            case Succession.Unchanged _ ->
                new Prospect(
                        draft.map(),
                        number,
                        number.orElseThrow(),
                        inForce.flatMap(row -> Optional.ofNullable(row.effectiveFrom)));
            case Succession.Next next -> new Prospect(draft.map(), number, next.version(), next.effectiveFrom());
        };
    }

    /** What {@code yaml} changes against version {@code from} of its definition, or against the one in force when that is 0. */
    public Uni<Compared> compare(String yaml, int from) {
        return vertx.executeBlocking(() -> Draft.read(yaml)).flatMap(draft -> {
            var name = draft.map().name();
            var before = from == 0
                    ? Panache.withSession(() -> store.inForce(name))
                    : known(name, from).map(Optional::of);
            return before.flatMap(row -> vertx.executeBlocking(() -> compared(name, row, draft.map())));
        });
    }

    /** What {@code version} changes against version {@code from}, or against the one before it when that is 0. */
    public Uni<Compared> compare(String name, int version, int from) {
        int earlier = from == 0 ? version - 1 : from;
        return known(name, version)
                .flatMap(row -> (earlier == 0
                                ? Uni.createFrom().item(Optional.<DefinitionRow>empty())
                                : known(name, earlier).map(Optional::of))
                        .flatMap(before -> vertx.executeBlocking(() -> compared(name, before, maps.of(row.id, row.yaml)))));
    }

    private Compared compared(String name, Optional<DefinitionRow> before, JourneyMap after) {
        return before.map(row ->
                        new Compared(name, row.version, Differences.between(maps.of(row.id, row.yaml), after)))
                .orElseGet(() -> new Compared(name, 0, List.of()));
    }

    private Uni<DefinitionRow> known(String name, int version) {
        return Panache.withSession(() -> store.version(name, version))
                .map(found -> found.orElseThrow(() -> Refusal.notFound(
                        "definition", name, "no definition is called `" + name + "` and has a version " + version)));
    }

    /**
     * Version {@code version} of the definition of that name; when that is 0, the one in force, or the newest draft where none is
     * yet. Refuses what is not known.
     */
    public Uni<AppliedDefinition> get(String name, int version) {
        if (version != 0) {
            return told(known(name, version));
        }
        return told(Panache.withSession(() -> store.inForce(name)
                        .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found) : store.newest(name)))
                .map(found -> found.orElseThrow(
                        () -> Refusal.notFound("definition", name, "no definition is called `" + name + "`"))));
    }

    private Uni<AppliedDefinition> told(Uni<DefinitionRow> row) {
        return row.flatMap(found -> Panache.withSession(() -> stored(List.of(found))))
                .flatMap(this::read)
                .map(List::getFirst);
    }

    /** At most {@code limit} definitions whose names come after {@code name}, by name: as they are in force, or their drafts. */
    public Uni<Page> list(String name, boolean drafts, int limit) {
        return Panache.withSession(() -> store.after(name, drafts, limit + 1).flatMap(this::stored))
                .flatMap(stored -> read(new Stored(stored.rows.stream().limit(limit).toList(), stored.folding))
                        .map(read -> new Page(read, stored.rows.size() > limit)));
    }

    private Uni<Stored> stored(List<DefinitionRow> rows) {
        return store.folding().map(names -> new Stored(rows, new HashSet<>(names)));
    }

    /** Reading a definition for the first time compiles it, which is no work for an event loop. */
    private Uni<List<AppliedDefinition>> read(Stored stored) {
        return vertx.executeBlocking(() -> stored.rows.stream()
                .map(row -> new AppliedDefinition(
                        maps.of(row.id, row.yaml),
                        row.version,
                        Optional.ofNullable(row.effectiveFrom),
                        row.yaml,
                        row.cameIntoForce() && stored.folding.contains(row.name)))
                .toList());
    }
}
