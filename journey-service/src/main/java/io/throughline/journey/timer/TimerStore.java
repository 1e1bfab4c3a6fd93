package io.throughline.journey.timer;

import io.throughline.journey.journey.JourneyKey;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is due. */
final class TimerStore {

    private static final String DUE = """
            select customer, definition, correlation from journey where due_at <= $1 order by due_at offset $2 limit $3
            """;

    private static final String COUNT = """
            select (select count(*) from journey where due_at <= $1)
                 + (select count(*) from interaction where waiting and occurred_at <= $1)
            """;

    private static final String NEXT = """
            select least((select min(due_at) from journey where due_at is not null),
                         (select min(occurred_at) from interaction where waiting))
            """;

    private TimerStore() {}

    /** Keys with a journey whose timer is due, the longest due first. */
    static List<JourneyKey> due(Transaction transaction, Instant now, int skipped, int limit) {
        var keys = new ArrayList<JourneyKey>();
        for (Row row : transaction.run(DUE, Tuple.of(time(now), skipped, limit))) {
            keys.add(new JourneyKey(row.getUUID(0), row.getString(1), row.getString(2)));
        }
        return keys;
    }

    /** How many timers are due and have not fired. */
    static long count(Database database, Instant now) {
        return database.run(COUNT, Tuple.of(time(now))).iterator().next().getLong(0);
    }

    /** When the next timer is due, if any is set. */
    static Optional<Instant> next(Transaction transaction) {
        return Optional.ofNullable(transaction.run(NEXT, Tuple.tuple()).iterator().next().getOffsetDateTime(0))
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
