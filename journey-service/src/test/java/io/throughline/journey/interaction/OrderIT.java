package io.throughline.journey.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.fold.Position;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Java and PostgreSQL put interactions into one and the same order. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OrderIT {

    @Inject
    Database database;

    @Test
    void positionsAreOrderedAlike() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        var random = new Random(seed);
        var positions = new ArrayList<Position>();
        for (int i = 0; i < 500; i++) {
            positions.add(new Position(
                    Instant.parse("1969-12-31T23:59:59.999999Z").plusNanos(1000L * random.nextInt(3)),
                    random.nextInt(3) - 1,
                    new UUID(random.nextLong(), random.nextLong())));
        }

        assertThat(orderedByPostgres(positions))
                .as("-Dthroughline.seed=" + seed)
                .isEqualTo(positions.stream().sorted().toList());
    }

    private List<Position> orderedByPostgres(List<Position> positions) {
        var ordered = new ArrayList<Position>();
        var arguments = Tuple.of(
                positions.stream().map(p -> p.occurredAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new),
                positions.stream().map(Position::sourceSequence).toArray(Long[]::new),
                positions.stream().map(Position::id).toArray(UUID[]::new));
        for (Row row : database.run(
                """
                select occurred_at, source_sequence, id
                from unnest($1::timestamptz[], $2::bigint[], $3::uuid[]) as p(occurred_at, source_sequence, id)
                order by occurred_at, source_sequence, id
                """,
                arguments)) {
            ordered.add(new Position(row.getOffsetDateTime(0).toInstant(), row.getLong(1), row.getUUID(2)));
        }
        return ordered;
    }
}
