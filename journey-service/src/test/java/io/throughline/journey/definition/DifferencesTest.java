package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static final String BILL = """
            name: pay-bill
            title: Pay a bill
            status: live
            goal: Be done with it
            outcome: The bill is paid
            lifecycle_stage: use
            owner: Billing
            review_date: 2026-12-01
            personas: [{name: new, when: customer.attributes.years < 1}]
            stages: [{name: informed, touchpoints: [bill.sent, bill.viewed]}]
            kpis: {outcomes: [paid on time], outputs: [bills sent]}
            teams:
              billing: [bill.sent]
            entry: [bill.sent]
            achieved: [payment.made]
            exit: [bill.cancelled]
            abandonment: [agent.call]
            errors: [payment.refused]
            touchpoints: [bill.viewed]
            moments:
              - {name: refused, title: The payment is refused, owner: Billing, importance: 4, touchpoint: payment.failed}
            correlate_by: bill_id
            after_end: attach
            stall_after: 14d
            abandon_after: 45d
            target_time: 14d
            stretch_time: 7d
            effective_from: 2026-01-31
            """;

    /** By field: what replaces its line, and in which words it is told. */
    private static final Map<String, List<String>> CHANGES = Map.ofEntries(
            Map.entry("status", List.of("status: retired", "`status` is retired; it was live")),
            Map.entry("title", List.of("title: Pay", "`title` is Pay; it was Pay a bill")),
            Map.entry("goal", List.of("", "`goal` is left out; it was Be done with it")),
            Map.entry("lifecycle_stage", List.of("lifecycle_stage: support", "`lifecycle_stage` is support; it was use")),
            Map.entry("owner", List.of("owner: Sales", "`owner` is Sales; it was Billing")),
            Map.entry("outcome", List.of("outcome: It is paid", "`outcome` is It is paid; it was The bill is paid")),
            Map.entry("review_date", List.of("", "`review_date` is left out; it was 2026-12-01")),
            Map.entry("stretch_time", List.of("stretch_time: 3d", "`stretch_time` is 3d; it was 7d")),
            Map.entry("entry", List.of("entry: [bill.sent, bill.viewed]", "`bill.viewed` begins a journey now")),
            Map.entry("achieved", List.of("", "`payment.made` achieves the goal no longer")),
            Map.entry("exit", List.of(
                    "exit: [{touchpoint: bill.cancelled, when: interaction.attributes.amount > 0}]",
                    "`bill.cancelled` ends a journey as exited when `interaction.attributes.amount > 0`; it did always")),
            Map.entry("abandonment", List.of(
                    "abandonment: [agent.call, {touchpoint: agent.chat, when: interaction.nps < 3}]",
                    "`agent.chat` ends a journey as abandoned now, when `interaction.nps < 3`")),
            Map.entry("errors", List.of("", "`payment.refused` is an error no longer")),
            Map.entry("touchpoints", List.of(
                    "touchpoints: [bill.viewed, bill.printed]", "`bill.printed` is named under touchpoints now")),
            Map.entry("correlate_by", List.of("correlate_by: order_id", "`correlate_by` is order_id; it was bill_id")),
            Map.entry("after_end", List.of("after_end: ignore", "`after_end` is ignore; it was attach")),
            Map.entry("stall_after", List.of("stall_after: 1d 12h", "`stall_after` is 1d12h; it was 14d")),
            Map.entry("abandon_after", List.of("", "`abandon_after` is left out; it was 45d")),
            Map.entry("target_time", List.of("target_time: 2w1d", "`target_time` is 15d; it was 14d")),
            Map.entry("effective_from", List.of(
                    "effective_from: 2026-02-28", "`effective_from` is 2026-02-28T00:00:00Z; it was 2026-01-31T00:00:00Z")));

    @Test
    void whatSaysTheSameDoesNotDiffer() {
        var same = BILL.replace("14d", "2w").replace("[bill.sent]", "bill.sent") + "# as before\n";

        assertThat(words(same)).isEmpty();
    }

    @Test
    void eachFieldThatChangesIsToldInWords() {
        CHANGES.forEach((field, change) -> {
            var changed = BILL.replaceAll("(?m)^" + field + ":.*$", change.getFirst());
            assertThat(Differences.between(map(BILL), map(changed)))
                    .as(field)
                    .containsExactly(new Difference(field, change.getLast()));
        });
    }

    @Test
    void noFieldIsForgotten() throws IOException {
        try (var schema = getClass().getClassLoader().getResourceAsStream("META-INF/resources/schemas/journey-definition.json")) {
            var fields = new ObjectMapper().readTree(schema).path("properties").fieldNames();
            var told = new LinkedHashSet<>(CHANGES.keySet());
            told.addAll(List.of("name", "moments", "teams", "personas", "stages", "kpis"));
            assertThat(StreamSupport.stream(((Iterable<String>) () -> fields).spliterator(), false).toList())
                    .containsExactlyInAnyOrderElementsOf(told);
        }
    }

    @Test
    void momentsAreToldByName() {
        assertThat(words(BILL.replace("importance: 4", "importance: 5").replace(
                        "touchpoint: payment.failed", "touchpoint: payment.bounced")))
                .containsExactly(
                        "of the moment of truth `refused`, `importance` is 5; it was 4",
                        "`payment.failed` reaches `refused` no longer",
                        "`payment.bounced` reaches `refused` now");
        assertThat(words(BILL.replace("name: refused", "name: bounced")))
                .containsExactly(
                        "the moment of truth `refused` is gone",
                        "the moment of truth `bounced` is new",
                        "`payment.failed` reaches `bounced` now");
    }

    @Test
    void targetsOfMomentsAreTold() {
        assertThat(words(BILL.replace(
                        "importance: 4,",
                        "importance: 4, target_time: 1d, stretch_time: 2h, target_satisfaction: 4.0, stretch_satisfaction: 4.5,")))
                .containsExactly(
                        "of the moment of truth `refused`, `target_time` is now 1d",
                        "of the moment of truth `refused`, `target_satisfaction` is now 4",
                        "of the moment of truth `refused`, `stretch_time` is now 2h",
                        "of the moment of truth `refused`, `stretch_satisfaction` is now 4.5");
    }

    @Test
    void stagesAreToldByNameAndOrder() {
        assertThat(words(BILL.replace(
                        "[{name: informed, touchpoints: [bill.sent, bill.viewed]}]",
                        "[{name: settled, touchpoint: payment.made}, {name: informed, title: Told, touchpoint: bill.sent, when: interaction.nps > 5}]")))
                .containsExactly(
                        "of the stage `informed`, `title` is Told; it was informed",
                        "`bill.sent` leads into `informed` when `interaction.nps > 5`; it did always",
                        "`bill.viewed` leads into `informed` no longer",
                        "the stage `settled` is new",
                        "`payment.made` leads into `settled` now");
        var two = BILL.replace("viewed]}]", "viewed]}, {name: settled, touchpoint: payment.made}]");
        var turned = BILL.replace("[{name: informed", "[{name: settled, touchpoint: payment.made}, {name: informed");
        assertThat(Differences.between(map(two), map(turned)))
                .containsExactly(new Difference("stages", "the order of the stages is now settled, informed"));
        assertThat(Differences.between(map(two), map(BILL)))
                .containsExactly(new Difference("stages[settled]", "the stage `settled` is gone"));
    }

    @Test
    void personasAndKpisAreToldByName() {
        assertThat(words(BILL.replace("years < 1", "years < 2")))
                .containsExactly("of the persona `new`, `when` is `customer.attributes.years < 2`; it was"
                        + " `customer.attributes.years < 1`");
        assertThat(words(BILL.replace("{outcomes: [paid on time], outputs: [bills sent]}", "{outputs: [{name: paid on time, target: 95 %}]}")))
                .containsExactly(
                        "of the KPI `paid on time`, `kind` is output; it was outcome",
                        "of the KPI `paid on time`, `target` is now 95 %",
                        "the KPI `bills sent` is gone");
    }

    @Test
    void teamsAreToldByTouchpoint() {
        assertThat(words(BILL.replace("billing: [bill.sent]", "service: [bill.sent, bill.viewed]")))
                .containsExactly(
                        "`bill.sent` is owned by service; it was billing's",
                        "`bill.viewed` is owned by service; it was no team's",
                        "service takes part now",
                        "billing takes part no longer");
        assertThat(words(BILL.replace("  billing: [bill.sent]", "  billing: []")))
                .containsExactly("`bill.sent` is no team's; it was billing's");
        assertThat(words(BILL.replace("  billing: [bill.sent]", "  billing: [bill.sent]\n  legal: []")))
                .containsExactly("legal takes part now");
    }

    @Test
    void severalConditionsOfOneTouchpointAreToldTogether() {
        var two = BILL.replace("exit: [bill.cancelled]", """
                exit:
                  - {touchpoint: bill.cancelled, when: interaction.nps > 5}
                  - {touchpoint: bill.cancelled, when: interaction.csat > 3}
                """.stripTrailing());

        assertThat(words(two))
                .containsExactly("`bill.cancelled` ends a journey as exited when `interaction.csat > 3` or"
                        + " `interaction.nps > 5`; it did always");
    }

    private static List<String> words(String changed) {
        return Differences.between(map(BILL), map(changed)).stream()
                .map(Difference::words)
                .toList();
    }

    private static JourneyMap map(String yaml) {
        return Draft.read(yaml).map();
    }
}
