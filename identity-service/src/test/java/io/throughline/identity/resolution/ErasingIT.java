package io.throughline.identity.resolution;

import static io.throughline.identity.People.cookie;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Observation;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is erased when others learn something of the same people meanwhile. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ErasingIT {

    @Inject
    Database database;

    @Inject
    Resolver resolver;

    @Inject
    EvidenceStore store;

    @Inject
    Learning learning;

    @Inject
    Eraser eraser;

    @Inject
    StoredTown town;

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
    }

    @Test
    void itIsWhomTheIdLeadsToAfterTheyWerePartedMeanwhile() throws Exception {
        var oldest = holder(seen(crm("7")));
        var ann = holder(seen(email("ann")));
        holder(seen(cookie("shared")));
        holder(seen(email("ann"), cookie("shared")));
        holder(seen(crm("7"), cookie("shared")));
        assertThat(holder(seen(email("ann")))).as("all of them are one").isEqualTo(oldest);
        var parting = Evidence.of(List.of(seen(email("bob"), cookie("shared"))));
        var known = store.known(parting);

        Future<?> erasing;
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            erasing = database.inTransaction(transaction -> {
                learning.learn(transaction, known.missing(parting), known);
                var erased = others.submit(() -> eraser.erase(ann));
                awaitSomebodyWaiting();
                return erased;
            });
            erasing.get();
        }

        assertThat(isKnown(seen(email("ann")))).isFalse();
        assertThat(isKnown(seen(crm("7")))).isTrue();
        assertThat(holder(seen(crm("7")))).isEqualTo(oldest);
    }

    private void awaitSomebodyWaiting() {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (database.run("select from pg_locks where locktype = 'advisory' and not granted").size() == 0) {
            assertThat(Instant.now()).as("the erasure waits for the locks").isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private UUID holder(Observation observation) {
        return resolver.resolve(List.of(observation)).getFirst().customer();
    }

    private boolean isKnown(Observation observation) {
        return !store.known(Evidence.of(List.of(observation))).identifiers().isEmpty();
    }
}
