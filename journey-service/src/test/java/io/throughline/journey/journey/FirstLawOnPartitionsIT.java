package io.throughline.journey.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The same over tables that are spread by customer: every key of theirs names one. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FirstLawOnPartitionsIT extends FirstLawInTheStore {

    private static final List<String> SPREAD =
            List.of("interaction", "journey", "journey_steps", "journey_tombstone", "journey_seal", "redirect");

    private static final int PARTITIONS = 4;

    @Inject
    Database spread;

    @BeforeEach
    void spreadTables() {
        for (var table : SPREAD) {
            spread.run("truncate " + table);
            spread.run("alter table " + table + " rename to " + table + "_whole");
            spread.run("create table " + table + " (like " + table + "_whole including all) partition by hash (customer)");
            for (int part = 0; part < PARTITIONS; part++) {
                spread.run("create table %1$s_%2$d partition of %1$s for values with (modulus %3$d, remainder %2$d)"
                        .formatted(table, part, PARTITIONS));
            }
        }
    }

    @AfterEach
    void joinTables() {
        for (var table : SPREAD) {
            assertThat(spread.run("select exists (select from " + table + "_whole)").iterator().next().getBoolean(0))
                    .as("written past the partitions of " + table)
                    .isFalse();
            spread.run("drop table " + table);
            spread.run("alter table " + table + "_whole rename to " + table);
        }
    }
}
