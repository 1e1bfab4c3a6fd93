package io.throughline.journey.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Has this replica forget the identifiers of who was erased, whichever replica heard of it. What is asked for meanwhile is not
 * answered by them: an append finds out by itself.
 */
@ApplicationScoped
public class ErasedIdentifiers {

    private static final Logger LOG = Logger.getLogger(ErasedIdentifiers.class);

    // A transaction that tells of an erasure may be committed some time after it began; to look at one twice does no harm. What was
    // told an hour before the first look is none of what this replica has asked for.
    private static final String TOLD = """
            select e.customer, e.anchor_key, now() - interval '1 minute'
            from (select) one
            left join erasure e on e.told_at > coalesce($1::timestamptz, now() - interval '1 hour')
            """;

    private record Key(UUID customer, long anchor) {}

    private final Database database;
    private final KnownIdentifiers known;
    private Optional<OffsetDateTime> lookedUpTo = Optional.empty();

    @Inject
    public ErasedIdentifiers(Database database, KnownIdentifiers known) {
        this.database = database;
        this.known = known;
    }

    @Scheduled(every = "${throughline.erasures.forget-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            forget();
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            LOG.debug("identifiers of the erased will be forgotten once the database can be reached");
        }
    }

    /** Forgets whom the database tells to be erased since the last look. */
    synchronized void forget() {
        var customers = new HashSet<UUID>();
        var keys = new HashSet<Key>();
        for (Row row : database.run(TOLD, Tuple.of(lookedUpTo.orElse(null)))) {
            lookedUpTo = Optional.of(row.getOffsetDateTime(2));
            if (row.getUUID(0) != null) {
                customers.add(row.getUUID(0));
                keys.add(new Key(row.getUUID(0), row.getLong(1)));
            }
        }
        if (!customers.isEmpty()) {
            known.forget(holder -> customers.contains(holder.customer())
                    && (keys.contains(new Key(holder.customer(), 0))
                            || keys.contains(new Key(holder.customer(), holder.anchor().key()))));
        }
    }
}
