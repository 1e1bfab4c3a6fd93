package io.throughline.journey.interaction;

import static io.throughline.journey.testing.Bills.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.fold.Position;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However large interactions are, no more of them are in memory together than fit there; and none is passed over. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class InteractionPageIT {

    private static final int COUNT = 300;
    private static final int ATTRIBUTE = 60_000;
    private static final int MOST = 1_000;
    private static final UUID ADA = ScriptedIdentity.founded("crm", "ada");
    private static final Position BEGINNING = new Position(Instant.parse("0001-01-01T00:00:00Z"), 0, new UUID(0, 0));

    @Inject
    Beginning beginning;

    @Inject
    Intake intake;

    @Inject
    Database database;

    @BeforeEach
    void recordLargeOnes() {
        beginning.under();
        for (int from = 0; from < COUNT; from += 50) {
            intake.record(IntStream.range(from, from + 50).mapToObj(InteractionPageIT::large).toList());
        }
    }

    @Test
    void aPageOfAllEndsBeforeItIsTooLarge() {
        var read = new ArrayList<UUID>();
        var customer = new UUID(0, 0);
        var position = BEGINNING;
        InteractionPage page;
        do {
            var from = customer;
            var after = position;
            page = database.inTransaction(transaction -> InteractionStore.page(transaction, from, after, MOST));
            assertBounded(page);
            page.interactions().forEach(owned -> read.add(owned.interaction().id()));
            customer = page.last().customer();
            position = page.last().interaction().position();
        } while (!page.isLast());
        assertThat(read).hasSize(COUNT).doesNotHaveDuplicates();
    }

    @Test
    void soDoesWhatIsLookedAtOfACustomerWhoMoves() {
        var read = new ArrayList<UUID>();
        SequencedMap<UUID, Position> from = new LinkedHashMap<>();
        from.put(ADA, BEGINNING);
        InteractionPage page;
        do {
            page = database.inTransaction(transaction -> InteractionStore.after(transaction, from, MOST));
            assertBounded(page);
            page.interactions().forEach(owned -> read.add(owned.interaction().id()));
            from.put(ADA, page.last().interaction().position());
        } while (!page.isLast());
        assertThat(read).hasSize(COUNT).doesNotHaveDuplicates();
    }

    @Test
    void andWhatIsLookedAtToBeRemoved() {
        var page = database.inTransaction(transaction ->
                InteractionStore.oldest(transaction, ADA, MONDAY.plusSeconds(COUNT), MOST));

        assertBounded(page);
        assertThat(page.isLast()).isFalse();
    }

    private static void assertBounded(InteractionPage page) {
        assertThat(page.interactions()).isNotEmpty();
        assertThat(page.bytes()).isLessThan(InteractionPage.MOST_BYTES + 2 * ATTRIBUTE);
        assertThat(page.bytes()).isGreaterThanOrEqualTo((long) page.interactions().size() * ATTRIBUTE);
    }

    private static Interaction large(int number) {
        return Interaction.newBuilder()
                .setSource("source")
                .setId("large-" + number)
                .setOccurredAt(Timestamp.newBuilder().setSeconds(MONDAY.getEpochSecond() + number))
                .addAllIdentifiers(List.of(ScriptedIdentity.identifier("crm", "ada")))
                .setChannel("web")
                .setTouchpoint("document.sent")
                .setAttributes(Struct.newBuilder()
                        .putFields("text", Value.newBuilder().setStringValue("x".repeat(ATTRIBUTE)).build()))
                .build();
    }
}
