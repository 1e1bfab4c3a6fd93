package io.throughline.journey.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JourneyFeedUpkeepIT {

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    JourneyFeedUpkeep upkeep;

    @BeforeEach
    void begin() {
        beginning.under();
    }

    /** Others begin at the beginning of the feed. */
    @AfterEach
    void keepAllAgain() {
        database.run("truncate feed, feed_truncation");
    }

    @Test
    void changesAreKeptForThirtyDays() {
        tell(3, 31);
        tell(3, 29);
        tell(4, 29);

        upkeep.run();

        assertThat(count("select count(*) from feed")).isEqualTo(2);
        assertThat(count("select min(slot) from feed_truncation")).isEqualTo(3);
        assertThat(count("select count(*) from feed_truncation")).isEqualTo(1);
    }

    private void tell(int slot, int days) {
        database.run(
                """
                insert into feed (slot, customer, subject, revision, recorded_at)
                values ($1, gen_random_uuid(), gen_random_uuid(), 1, now() - make_interval(days => $2))""",
                Tuple.of((short) slot, days));
    }

    private long count(String sql) {
        return database.run(sql).iterator().next().getLong(0);
    }
}
