package io.throughline.journey.definition;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of migrations, recorded and withdrawn one by one. */
@ApplicationScoped
class MigrationStore implements PanacheRepositoryBase<MigrationRow, Long> {

    private static final String CHANGED = "select nextval(pg_get_serial_sequence('definition', 'id'))";

    /** That of {@code definition} which is in force at {@code at}. */
    Uni<Optional<MigrationRow>> inForce(String definition, Instant at) {
        return find("definition = ?1 and at = ?2 and withdrawnAt is null", definition, at)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** That of {@code definition} with this id, whether it is in force or withdrawn. */
    Uni<Optional<MigrationRow>> known(String definition, long id) {
        return find("definition = ?1 and id = ?2", definition, id).firstResult().map(Optional::ofNullable);
    }

    /** At most {@code limit} of {@code definition} that were recorded before the one of the id {@code before}, the newest first. */
    Uni<List<MigrationRow>> before(String definition, long before, int limit) {
        return find("definition = ?1 and id < ?2 order by id desc", definition, before).page(0, limit).list();
    }

    /** For a row that the present transaction records or withdraws; the transaction holds {@link DefinitionStore#lock}. */
    Uni<Long> nextChange() {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(CHANGED, Long.class).getSingleResult());
    }
}
