package io.throughline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedCompanyTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int DAYS = 150;
    private static final SimulatedCompany COMPANY = SimulatedCompany.of(25, 1500, START, DAYS);

    /** What the sample's journeys and policies, and their writers, may rely on. */
    private static final Set<String> TOUCHPOINTS = Set.of(
            "contract.signed", "sim.activated", "app.registered", "welcome.call", "bill.sent", "bill.viewed",
            "bill.explained", "payment.made", "payment.failed", "reminder.sent", "dunning.sent", "fault.reported",
            "diagnosis.run", "technician.booked", "technician.visited", "fault.fixed", "agent.call", "agent.chat",
            "complaint.filed", "complaint.answered", "complaint.closed", "renewal.offered", "offer.viewed",
            "contract.renewed", "contract.cancelled", "survey.answered");

    @Test
    void theSameSeedMakesTheSameCompany() {
        var again = SimulatedCompany.of(25, 1500, START, DAYS);

        assertThat(again.arrivals()).containsExactlyElementsOf(COMPANY.arrivals().toList());
        assertThat(again.truth()).isEqualTo(COMPANY.truth());
    }

    @Test
    void anotherSeedMakesAnotherCompany() {
        var another = SimulatedCompany.of(26, 1500, START, DAYS);

        assertThat(another.arrivals().toList()).isNotEqualTo(COMPANY.arrivals().toList());
    }

    @Test
    void aLargerCompanyHasTheSameFirstCustomers() {
        var larger = SimulatedCompany.of(25, 1600, START, DAYS);

        assertThat(larger.customers().subList(0, 1500)).isEqualTo(COMPANY.customers());
    }

    @Test
    void everythingArrivesInOrderAfterItHappenedAndWithinTheDays() {
        assertThat(COMPANY.arrivals().map(SimulatedInteraction::arrivedAt)).isSorted();
        assertThat(COMPANY.arrivals())
                .allSatisfy(interaction -> assertThat(interaction.arrivedAt())
                        .isAfterOrEqualTo(interaction.occurredAt())
                        .isBefore(START.plus(Duration.ofDays(DAYS))));
    }

    @Test
    void allTouchpointsComeUpAndNoOthers() {
        assertThat(COMPANY.arrivals().map(SimulatedInteraction::touchpoint).collect(Collectors.toSet()))
                .isEqualTo(TOUCHPOINTS);
    }

    @Test
    void whatIsReportedTwiceIsTheSameAndIsPlanted() {
        var byName = COMPANY.arrivals().collect(Collectors.groupingBy(SimulatedCompanyTest::name));
        var twice = byName.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 2)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(twice).isEqualTo(COMPANY.truth().repeatedIds()).isNotEmpty();
        assertThat(twice).allSatisfy(name -> {
            var reports = byName.get(name);
            assertThat(reports.get(1)).isEqualTo(reports.get(0).arriving(reports.get(1).arrivedAt()));
        });
    }

    @Test
    void lateReportsComeHoursAfterTheyHappened() {
        assertThat(COMPANY.truth().lateIds()).isNotEmpty();
        assertThat(COMPANY.arrivals().filter(interaction -> COMPANY.truth().lateIds().contains(name(interaction))))
                .allSatisfy(interaction -> assertThat(Duration.between(interaction.occurredAt(), interaction.arrivedAt()))
                        .isGreaterThanOrEqualTo(Duration.ofHours(1)));
    }

    @Test
    void ownIdentifiersAreOnePersonsAndDevicesOfSomeHouseholdsAreShared() {
        var holders = new HashMap<String, Integer>();
        for (var customer : COMPANY.customers()) {
            for (var identifier : customer.ownIdentifiers()) {
                assertThat(holders.put(identifier, customer.number())).as(identifier).isNull();
            }
        }
        var devices = COMPANY.customers().stream().collect(Collectors.groupingBy(SimulatedCustomer::device));
        assertThat(devices.values().stream().filter(users -> users.size() == 2)).isNotEmpty();
    }

    @Test
    void unexplainedPriceRisesMakeCustomersCallComplainAndPayLate() {
        var truth = COMPANY.truth();
        Predicate<String> unexplained = truth.unexplainedRises()::contains;
        Predicate<String> usual = unexplained.or(truth.explainedRises()::contains).negate();

        for (var consequence : List.of("agent.call", "complaint.filed", "reminder.sent")) {
            assertThat(shareOfBills(consequence, unexplained))
                    .as(consequence)
                    .isGreaterThan(5 * shareOfBills(consequence, usual));
        }
    }

    @Test
    void explanationsTakeTheFrictionOutOfPriceRises() {
        var truth = COMPANY.truth();

        assertThat(shareOfBills("agent.call", truth.explainedRises()::contains))
                .isLessThan(shareOfBills("agent.call", truth.unexplainedRises()::contains) / 3);
        assertThat(truth.complaintsOverRises()).isSubsetOf(truth.unexplainedRises()).isNotEmpty();
    }

    @Test
    void techniciansWhoDoNotComeCostSatisfaction() {
        var noShows = COMPANY.truth().noShows();

        assertThat(meanNps(noShows::contains)).isLessThan(4.5);
        assertThat(meanNps(ticket -> ticket.startsWith("T-") && !noShows.contains(ticket))).isGreaterThan(6.0);
    }

    @Test
    void diagnosisGoesInCirclesWhereItWasPlantedAndNowhereElse() {
        var runs = COMPANY.arrivals()
                .filter(interaction -> interaction.touchpoint().equals("diagnosis.run"))
                .collect(Collectors.groupingBy(
                        interaction -> interaction.text("ticket_id"),
                        Collectors.mapping(SimulatedCompanyTest::name, Collectors.toSet())));
        var loops = COMPANY.truth().diagnosisLoops();

        assertThat(loops).isNotEmpty().allSatisfy(ticket -> assertThat(runs.get(ticket)).hasSizeGreaterThan(1));
        var moreThanTwo = runs.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 2)
                .filter(entry -> !endedTooSoon(entry.getKey()))
                .map(Map.Entry::getKey);
        assertThat(moreThanTwo).isSubsetOf(loops);
    }

    @Test
    void theSimulatorKnowsNothingOfThePlatform() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.throughline.standalone.simulator")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.throughline.standalone.simulator")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.throughline.standalone.simulator"));
    }

    /** Whether the call that ends a loop was never reported, because the simulated days were over. */
    private static boolean endedTooSoon(String ticket) {
        return COMPANY.arrivals()
                .filter(interaction -> interaction.text("ticket_id").equals(ticket))
                .noneMatch(interaction -> interaction.touchpoint().equals("agent.call"));
    }

    private static double shareOfBills(String touchpoint, Predicate<String> bills) {
        var sent = bills("bill.sent", bills);
        var followed = bills(touchpoint, bills);
        return (double) followed.size() / sent.size();
    }

    private static Set<String> bills(String touchpoint, Predicate<String> bills) {
        return COMPANY.arrivals()
                .filter(interaction -> interaction.touchpoint().equals(touchpoint))
                .map(interaction -> interaction.text("bill_id"))
                .filter(bill -> !bill.isEmpty())
                .filter(bills)
                .collect(Collectors.toSet());
    }

    private static double meanNps(Predicate<String> tickets) {
        return COMPANY.arrivals()
                .filter(interaction -> interaction.touchpoint().equals("survey.answered"))
                .filter(interaction -> tickets.test(interaction.text("ticket_id")))
                .mapToInt(interaction -> interaction.feedback().orElseThrow().nps())
                .average()
                .orElseThrow();
    }

    private static String name(SimulatedInteraction interaction) {
        return interaction.source() + "/" + interaction.id();
    }
}
