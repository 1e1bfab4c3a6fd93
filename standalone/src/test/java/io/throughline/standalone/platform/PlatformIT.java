package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.measurement.v1.Scorecard;
import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.CatchingUp;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.report.ScorecardTable;
import io.throughline.standalone.sample.InteractionMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole platform once, as a newcomer starts it: from its built services, each a process of its own. */
class PlatformIT {

    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));

    private final Installation installation = Installation.locate();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void aPlatformMeasuresWhatItIsToldHealsWhenAServiceIsKilledAndLeavesNothingBehind() {
        assumeTrue(Part.services().stream().allMatch(installation::isBuilt), "the services are not built: mvn package");
        Path data;
        List<ProcessHandle> processes;
        try (var platform = Platform.startOnce(installation, settings -> settings, told::add)) {
            data = platform.logs().getParent();
            var application = new Application(platform.clients());
            Application.files(installation.samples().resolve("journeys"), ".journey.yaml").forEach(application::apply);

            assertThat(application.compare(installation.samples().resolve("journeys/pay-bill.journey.yaml")))
                    .isEqualTo("journey pay-bill: says what version 1 says, which is in force");

            assertThat(record(platform, "bill-1").getOutcomeCase()).isEqualTo(InteractionResult.OutcomeCase.RECORDED);
            assertThat(payBills(platform)).isEqualTo(1);

            platform.kill(Part.JOURNEY);
            assertThat(record(platform, "bill-2").getOutcomeCase()).isEqualTo(InteractionResult.OutcomeCase.RECORDED);
            assertThat(payBills(platform)).isEqualTo(2);
            assertThat(told).anyMatch(line -> line.startsWith("journey-service ended unexpectedly (killed by signal 9)"));

            platform.awaitReady();
            processes = processes(data);
            assertThat(processes).hasSize(Part.values().length).allMatch(ProcessHandle::isAlive);
            assertThat(platform.residentMemory()).containsOnlyKeys(Part.services());
        }
        assertThat(told.getLast()).isEqualTo("stopping PostgreSQL and the services");
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(data).doesNotExist();
    }

    private static InteractionResult record(PlatformHandle platform, String bill) {
        var interaction = Interaction.newBuilder()
                .setSource("billing")
                .setId(bill)
                .setOccurredAt(InteractionMessages.timestamp(Instant.now().minus(Duration.ofHours(1))))
                .addIdentifiers(Identifier.newBuilder().setNamespace("crm").setValue("C-1"))
                .setChannel("email")
                .setTouchpoint("bill.sent")
                .setAttributes(Struct.newBuilder()
                        .putFields(
                                "bill_id",
                                Value.newBuilder().setStringValue(bill).build()))
                .build();
        var request = RecordInteractionsRequest.newBuilder().addInteractions(interaction).build();
        return PATIENCE.untilAnswered(() -> platform.clients().interactions().recordInteractions(request)).getResults(0);
    }

    private static long payBills(PlatformHandle platform) {
        new CatchingUp(platform.clients(), PATIENCE).await();
        return ScorecardTable.read(platform.clients()).stream()
                .filter(card -> card.getDefinition().equals("pay-bill"))
                .mapToLong(Scorecard::getJourneys)
                .sum();
    }

    private static List<ProcessHandle> processes(Path data) {
        return Stream.of(Part.values())
                .flatMap(part -> ProcessRecord.read(data.resolve("run").resolve(part.word() + ".pid"))
                        .flatMap(ProcessRecord::find)
                        .stream())
                .toList();
    }
}
