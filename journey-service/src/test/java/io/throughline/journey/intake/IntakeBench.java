package io.throughline.journey.intake;

import static io.throughline.journey.testing.Bills.PAY_BILL;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.clock.ClockControl;
import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.testing.GivenRules;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.testing.Tables;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prints how fast batches of 1,000 are taken in; run by {@code mvn test -Dtest=IntakeBench}. Asserts nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IntakeBench {

    private static final int BATCH = 1000;
    private static final int BATCHES = Integer.getInteger("throughline.bench.batches", 100);
    private static final int CUSTOMERS = 20_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TOUCHPOINTS = List.of("bill.sent", "agent.call", "bill.paid", "case.opened", "login");

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Inject
    ClockControl clock;

    @Inject
    GivenRules rules;

    @Inject
    ScriptedIdentity identity;

    @Test
    void batchesOfAThousand() throws Exception {
        Tables.clear(database);
        identity.reset();
        rules.are(List.of(PAY_BILL, definition("support", "case.opened"), definition("habit", "login")));
        clock.startReplay();
        var random = new Random(7);
        var requests = new ArrayList<byte[]>();
        for (int i = 0; i < BATCHES; i++) {
            requests.add(batch(i, random).toByteArray());
        }
        var threads = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        long from = System.nanoTime();
        long cpu = threads.getProcessCpuTime();
        long checked = 0;
        for (int i = 0; i < BATCHES; i++) {
            if (i % 10 == 0 && i > 0) {
                System.out.printf(
                        "after %d: %.0f interactions/s, %.1f µs of this process each%n",
                        i * BATCH,
                        10.0 * BATCH / ((System.nanoTime() - from) / 1e9),
                        (threads.getProcessCpuTime() - cpu) / 1e3 / (10 * BATCH));
                from = System.nanoTime();
                cpu = threads.getProcessCpuTime();
            }
            var batch = RecordInteractionsRequest.parseFrom(requests.get(i));
            clock.advance(time(i, BATCH - 1));
            long before = System.nanoTime();
            var prepared = intake.prepare(batch.getInteractionsList());
            checked += System.nanoTime() - before;
            intake.write(prepared);
        }
        System.out.printf("preparing took %.1f µs each%n", checked / 1e3 / (BATCHES * BATCH));
    }

    private static Definition definition(String name, String touchpoint) {
        return new Definition(
                name,
                Optional.empty(),
                List.of(new DefinitionVersion(
                        1,
                        Instant.MIN,
                        List.of(
                                Rule.of(RuleKind.ENTRY, touchpoint),
                                Rule.of(RuleKind.ENTRY, "agent.call"),
                                Rule.of(RuleKind.GOAL, "bill.paid")),
                        Map.of(),
                        Duration.ofDays(7),
                        Duration.ofDays(60),
                        AfterEnd.NEW)));
    }

    private static Instant time(int batch, int place) {
        long span = Duration.ofDays(180).toMillis();
        return BEGIN.plusMillis(span * (batch * BATCH + place) / (BATCHES * BATCH));
    }

    private static RecordInteractionsRequest batch(int number, Random random) {
        var request = RecordInteractionsRequest.newBuilder();
        for (int place = 0; place < BATCH; place++) {
            var at = time(number, place);
            if (random.nextInt(100) == 0) {
                at = at.minusSeconds(random.nextInt(86_400));
            }
            request.addInteractions(Interaction.newBuilder()
                    .setSource("bench")
                    .setId(number + "-" + place)
                    .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
                    .addIdentifiers(ScriptedIdentity.identifier("crm", "c" + random.nextInt(CUSTOMERS)))
                    .setChannel(random.nextBoolean() ? "web" : "app")
                    .setTouchpoint(TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size())))
                    .setAttributes(attributes(random)));
        }
        return request.build();
    }

    private static Struct attributes(Random random) {
        var attributes = Struct.newBuilder();
        for (int i = 0; i < 5; i++) {
            attributes.putFields(
                    "attribute_" + i,
                    Value.newBuilder()
                            .setStringValue(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()))
                            .build());
        }
        return attributes.build();
    }
}
