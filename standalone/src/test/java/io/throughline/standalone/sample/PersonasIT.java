package io.throughline.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.measurement.v1.GetScorecardRequest;
import io.throughline.measurement.v1.PersonaJourneys;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.simulator.SimulatedCompany;
import io.throughline.standalone.simulator.SimulatedCustomer;
import io.throughline.standalone.simulator.SimulatedInteraction;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What channel systems say of customers, on its way through all services to the scorecard, against whom the simulator made up. */
class PersonasIT {

    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));

    private final Installation installation = Installation.locate();

    @TempDir
    Path data;

    @Test
    void journeysCountForThePersonasThatTheSimulatorMadeUp() {
        assumeTrue(Part.services().stream().allMatch(installation::isBuilt), "the services are not built: mvn package");
        var plan = new SamplePlan(11, 120, Instant.parse("2026-01-01T00:00:00Z"), 60, false);
        var company = plan.company();
        try (var platform = Platform.startOnce(installation, settings -> settings, _ -> {})) {
            new Sample(installation, platform.clients(), new PrintWriter(Writer.nullWriter())).load(plan, data);

            assertThat(personas(platform))
                    .isEqualTo(Map.of(
                            "digital", billsTo(company, SimulatedCustomer::digital),
                            "on fibre", billsTo(company, customer -> customer.plan().equals("fibre"))));
        }
    }

    private static Map<String, Long> personas(PlatformHandle platform) {
        var request = GetScorecardRequest.newBuilder().setDefinition("pay-bill").build();
        return PATIENCE
                .untilAnswered(() -> platform.clients().measurement().getScorecard(request))
                .getScorecard()
                .getPersonasList()
                .stream()
                .collect(Collectors.toMap(PersonaJourneys::getName, PersonaJourneys::getJourneys));
    }

    /** How many bills were sent to {@code such} customers: as many journeys. */
    private static long billsTo(SimulatedCompany company, Predicate<SimulatedCustomer> such) {
        var customers = company.customers().stream()
                .collect(Collectors.toMap(SimulatedCustomer::crm, Function.identity()));
        var bills = company.arrivals()
                .filter(interaction -> interaction.touchpoint().equals("bill.sent"))
                .collect(Collectors.toMap(
                        interaction -> interaction.text("bill_id"), Function.identity(), (first, _) -> first));
        long count = bills.values().stream()
                .map(PersonasIT::crm)
                .map(customers::get)
                .filter(Objects::nonNull)
                .filter(such)
                .count();
        assertThat(count).isPositive().isLessThan(bills.size());
        return count;
    }

    private static String crm(SimulatedInteraction interaction) {
        return interaction.identifiers().stream()
                .filter(identifier -> identifier.namespace().equals("crm"))
                .map(identifier -> identifier.value())
                .findFirst()
                .orElseThrow();
    }
}
