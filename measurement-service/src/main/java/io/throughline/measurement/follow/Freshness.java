package io.throughline.measurement.follow;

import io.throughline.kit.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells cheaply whether anything that measures rest on has changed, so that nobody measures the same facts twice. */
@ApplicationScoped
public class Freshness {

    // Facts change with the positions in the feed, or with a definition's row while they are scored again, or while it is worked out
    // which personas their customers are; and the row's transaction id (xmin) changes with whatever changes in it.
    private static final String FINGERPRINT = """
            select md5(
                coalesce((select string_agg(position, ' ' order by slot) from feed_position where feed = 'journeys'), '') || '/'
                || coalesce((select string_agg(id || ' ' || xmin, ' ' order by id) from definition), ''))
            """;

    private final Database database;

    @Inject
    public Freshness(Database database) {
        this.database = database;
    }

    /** The same as long as measures are; read it before measuring. */
    public String fingerprint() {
        return database.run(FINGERPRINT).iterator().next().getString(0);
    }
}
