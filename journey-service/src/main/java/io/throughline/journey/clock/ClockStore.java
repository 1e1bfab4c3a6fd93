package io.throughline.journey.clock;

import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The one row that is the clock, and the one place where the time of day is read: PostgreSQL's. */
public final class ClockStore {

    /** Advisory lock: shared by whatever goes by the clock's mode, exclusive for changing it. */
    public static final long LOCK = 0x7468_7265_6164_0001L;

    static final String READ = """
            select mode, replay_time, clock_timestamp(), (select horizon from retention) from clock
            """;

    private static final String WRITE = "update clock set mode = $1, replay_time = $2";

    private ClockStore() {}

    public static ClockReading read(Transaction transaction) {
        return reading(transaction.run(READ, Tuple.tuple()).iterator().next());
    }

    /** As {@link #read}; until the end of the transaction nobody else moves the clock. */
    static ClockReading hold(Transaction transaction) {
        return reading(transaction.run(READ + " for update", Tuple.tuple()).iterator().next());
    }

    static ClockReading reading(Row row) {
        var mode = ClockMode.valueOf(row.getString(0));
        var timeOfDay = row.getOffsetDateTime(2).toInstant();
        return new ClockReading(
                mode,
                switch (mode) {
                    case LIVE -> Optional.of(timeOfDay);
                    case REPLAY -> Optional.ofNullable(row.getOffsetDateTime(1)).map(OffsetDateTime::toInstant);
                },
                timeOfDay,
                Optional.ofNullable(row.getOffsetDateTime(3)).map(OffsetDateTime::toInstant));
    }

    static void write(Transaction transaction, ClockMode mode, Optional<Instant> replayTime) {
        transaction.run(
                WRITE,
                Tuple.of(
                        mode.name(),
                        replayTime.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null)));
    }
}
