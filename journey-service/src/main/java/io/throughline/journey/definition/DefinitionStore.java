package io.throughline.journey.definition;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.clock.ClockStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of definitions, edited one by one. */
@ApplicationScoped
public class DefinitionStore implements PanacheRepositoryBase<DefinitionRow, Long> {

    /** Whoever folds holds a share in this lock: none does while a definition changes, and each sees what was applied before. */
    private static final String LOCK = "select 1 from pg_advisory_xact_lock(" + ClockStore.LOCK + ")";

    private static final String NOW =
            "select case mode when 'LIVE' then clock_timestamp() else replay_time end as now from clock";

    private static final String TIME_OF_DAY = "select clock_timestamp()";

    private static final String HORIZON = "select horizon from retention";

    // What is unfinished keeps its asked_at: those it has not come to were asked for then.
    private static final String FOLD_FROM = """
            insert into definition_folding as f (definition, version, since, asked_at)
            values (:definition, :version, cast(cast(:since as text) as timestamptz),
                    (select case mode when 'LIVE' then clock_timestamp() else replay_time end from clock))
            on conflict (definition) do update set version = excluded.version, customer = default,
                since = case when f.since is null or excluded.since is null then null else least(f.since, excluded.since) end
            """;

    private static final String IN_FORCE_AFTER = """
            from DefinitionRow row
            where row.name > ?1
              and row.version = (select max(other.version) from DefinitionRow other
                                 where other.name = row.name and other.status <> 'draft')
            order by row.name
            """;

    private static final String DRAFTS_AFTER = """
            from DefinitionRow row
            where row.name > ?1
              and row.status = 'draft'
              and row.version = (select max(other.version) from DefinitionRow other where other.name = row.name)
            order by row.name
            """;

    /**
     * @param now what the service's clock shows; empty when it shows nothing yet
     * @param timeOfDay by PostgreSQL's clock
     * @param horizon what occurs before it may no longer be kept; empty while everything is
     */
    record Today(Optional<Instant> now, Instant timeOfDay, Optional<Instant> horizon) {}

    /** What applying came to. */
    record Applied(DefinitionRow row, boolean unchanged) {}

    /**
     * What is known of one definition.
     *
     * @param newest whatever its status; empty when nothing was applied under the name
     * @param now what the service's clock shows; empty when it shows nothing yet
     */
    record Standing(Optional<DefinitionRow> newest, Optional<DefinitionRow> inForce, Optional<Instant> now) {

        /** What becomes of {@code draft} after it; refuses one that cannot follow. */
        Succession succession(Draft draft) {
            return Succession.of(
                    draft,
                    newest.map(row -> new Succession.Newest(row.version, row.yaml)),
                    inForce.map(row ->
                            new Succession.InForce(row.version, row.yaml, Optional.ofNullable(row.effectiveFrom))),
                    now);
        }
    }

    /** What is known of the definition {@code name} at this moment. */
    Uni<Standing> standing(String name) {
        return Panache.withSession(() -> read(name));
    }

    private Uni<Standing> read(String name) {
        return newest(name)
                .flatMap(newest -> inForce(name)
                        .flatMap(inForce -> today().map(today -> new Standing(newest, inForce, today.now()))));
    }

    /** Applies {@code draft}; of several at once each sees what the one before has done. */
    Uni<Applied> apply(Draft draft) {
        return Panache.withTransaction(() -> lock()
                .flatMap(_ -> read(draft.map().name()))
                .flatMap(standing -> apply(draft, standing)));
    }

    /** Until the end of the transaction nothing is folded, and nobody else changes how journeys run. */
    Uni<?> lock() {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(LOCK).getSingleResult());
    }

    private Uni<Applied> apply(Draft draft, Standing standing) {
        return switch (standing.succession(draft)) {
            case Succession.Unchanged _ -> {
                var same = draft.map().status().comesIntoForce() ? standing.inForce() : standing.newest();
                yield Uni.createFrom().item(new Applied(same.orElseThrow(), true));
            }
            case Succession.Next next -> persistAndFlush(new DefinitionRow(draft, next))
                    .call(row -> row.cameIntoForce() ? foldFrom(row) : Uni.createFrom().nullItem())
                    .map(row -> new Applied(row, false));
        };
    }

    private static Uni<Integer> foldFrom(DefinitionRow row) {
        return fold(row.name, row.version, Optional.ofNullable(row.effectiveFrom));
    }

    /** Asks for all customers to be folded through {@code name} again, whose newest version in force is {@code version}. */
    Uni<Integer> foldAll(String name, int version) {
        return fold(name, version, Optional.empty());
    }

    private static Uni<Integer> fold(String name, int version, Optional<Instant> since) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(FOLD_FROM)
                .setParameter("definition", name)
                .setParameter("version", version)
                .setParameter("since", since.map(Instant::toString).orElse(null))
                .executeUpdate());
    }

    /** All versions of {@code name}, the newest first. */
    Uni<List<DefinitionRow>> versionsOf(String name) {
        return find("name = ?1 order by version desc", name).list();
    }

    /** That version of {@code name}. */
    Uni<Optional<DefinitionRow>> version(String name, int version) {
        return find("name = ?1 and version = ?2", name, version).firstResult().map(Optional::ofNullable);
    }

    /** The newest version of {@code name}, be it in force or a draft. */
    Uni<Optional<DefinitionRow>> newest(String name) {
        return find("name = ?1 order by version desc", name).firstResult().map(Optional::ofNullable);
    }

    /** The version of {@code name} that is in force. */
    Uni<Optional<DefinitionRow>> inForce(String name) {
        return find("name = ?1 and status <> 'draft' order by version desc", name).firstResult().map(Optional::ofNullable);
    }

    /**
     * The versions in force of at most {@code limit} definitions whose names come after {@code name}, by name; or their drafts,
     * where those are newer.
     */
    Uni<List<DefinitionRow>> after(String name, boolean drafts, int limit) {
        return find(drafts ? DRAFTS_AFTER : IN_FORCE_AFTER, name).page(0, limit).list();
    }

    /** The names of the definitions that are still being folded. */
    Uni<List<String>> folding() {
        return Panache.getSession().flatMap(session -> session.createSelectionQuery(
                        "select definition from FoldingRow", String.class)
                .getResultList());
    }

    Uni<Today> today() {
        return time(NOW)
                .flatMap(now -> time(TIME_OF_DAY)
                        .flatMap(timeOfDay -> time(HORIZON).map(horizon -> new Today(now, timeOfDay.orElseThrow(), horizon))));
    }

    private static Uni<Optional<Instant>> time(String sql) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(sql, Instant.class).getSingleResult())
                .map(Optional::ofNullable);
    }
}
