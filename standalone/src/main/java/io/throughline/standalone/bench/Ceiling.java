package io.throughline.standalone.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.postgresql.PGConnection;

/** What PostgreSQL itself can take: one COPY of the rows into a plain table with one more index. */
final class Ceiling {

    private static final String TABLE = """
            create table ceiling (
                id              uuid primary key,
                customer        uuid        not null,
                occurred_at     timestamptz not null,
                source_sequence bigint      not null,
                channel         text        not null,
                touchpoint      text        not null,
                attributes      jsonb       not null
            )
            """;
    private static final String INDEX =
            "create index ceiling_order on ceiling (customer, occurred_at, source_sequence, id)";

    /** How many rows were copied in what time. */
    record Copied(long rows, Duration took) {

        double rowsPerSecond() {
            return rows / (took.toNanos() / 1e9);
        }
    }

    private Ceiling() {}

    /** Copies each of {@code deliveries} once, in their order, into a table that is dropped afterwards. */
    static Copied measure(String jdbcUrl, List<Happening> deliveries, Rendering rendering)
            throws SQLException, IOException {
        var rows = rows(deliveries, rendering);
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(INDEX);
            try (var quiet = NoCheckpoint.begin(jdbcUrl)) {
                long start = System.nanoTime();
                long copied = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy ceiling from stdin", new ByteArrayInputStream(rows));
                var took = Duration.ofNanos(System.nanoTime() - start);
                quiet.verify();
                return new Copied(copied, took);
            } finally {
                statement.execute("drop table ceiling");
            }
        }
    }

    private static byte[] rows(List<Happening> deliveries, Rendering rendering) throws IOException {
        var rows = new ByteArrayOutputStream();
        var seen = new BitSet();
        for (var happening : deliveries) {
            if (!seen.get(happening.number())) {
                seen.set(happening.number());
                rows.write(rendering.row(happening).getBytes(StandardCharsets.UTF_8));
            }
        }
        return rows.toByteArray();
    }
}
