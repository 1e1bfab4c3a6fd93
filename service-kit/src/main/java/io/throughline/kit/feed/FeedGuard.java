package io.throughline.kit.feed;

import io.quarkus.runtime.StartupEvent;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Keeps a service from starting on a feed that another server wrote. A dump that is restored brings the transaction ids of the
 * server that it came from; under one that has not counted as far, its changes are held back as if their writers still ran, and
 * what is written from then on stands below the positions of readers, who never look there again.
 */
@ApplicationScoped
public class FeedGuard {

    /** Before anything else that a service does at its start: some of it writes. */
    private static final int FIRST = 1;

    private static final String OWNS_FEED = "select to_regclass('feed') is not null";

    // In one snapshot, in which every change that this server wrote stands below the next transaction.
    private static final String LATEST_AND_NEXT = """
            select greatest(
                       coalesce(max(latest.transaction_id), 0),
                       (select max(transaction_id) from feed_truncation)),
                   pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            from generate_series(0, $1 - 1) as s(slot)
            cross join lateral (
                select f.transaction_id
                from feed f
                where f.slot = s.slot::smallint
                order by f.transaction_id desc, f.sequence desc
                limit 1
            ) latest
            """;

    private final Database database;

    @Inject
    public FeedGuard(Database database) {
        this.database = database;
    }

    void onStart(@Observes @Priority(FIRST) StartupEvent start) {
        check();
    }

    /** Throws with what to do when the service has a feed and this server has not counted as far as it. */
    void check() {
        if (!database.run(OWNS_FEED).iterator().next().getBoolean(0)) {
            return;
        }
        var row = database.run(LATEST_AND_NEXT, Tuple.of(Slots.COUNT)).iterator().next();
        long latest = row.getLong(0);
        long next = row.getLong(1);
        if (latest >= next) {
            throw new IllegalStateException(
                    """
                    the feed has a change of transaction %d, and the next transaction of this PostgreSQL is %d: it was \
                    restored from a dump of another server, and its readers would miss what is written from now on. Stop \
                    all services and PostgreSQL, run `pg_resetwal -e %d` on its data directory, and start again; \
                    docs/operating.md tells more under Backup and upgrade"""
                            .formatted(latest, next, (latest >>> 32) + 1));
        }
    }
}
