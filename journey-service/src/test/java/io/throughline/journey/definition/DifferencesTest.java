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
            goal: Be done with it
            lifecycle_stage: use
            owner: Billing
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
            effective_from: 2026-01-31
            """;

    /** By field: what replaces its line, and in which words it is told. */
    private static final Map<String, List<String>> CHANGES = Map.ofEntries(
            Map.entry("title", List.of("title: Pay", "`title` is Pay; it was Pay a bill")),
            Map.entry("goal", List.of("", "`goal` is left out; it was Be done with it")),
            Map.entry("lifecycle_stage", List.of("lifecycle_stage: support", "`lifecycle_stage` is support; it was use")),
            Map.entry("owner", List.of("owner: Sales", "`owner` is Sales; it was Billing")),
            Map.entry("entry", List.of("entry: [bill.sent, bill.viewed]", "`bill.viewed` begins a journey now")),
            Map.entry("achieved", List.of("", "`payment.made` achieves the goal no longer")),
            Map.entry("exit", List.of(
                    "exit: [{touchpoint: bill.cancelled, when: interaction.attributes.amount > 0}]",
                    "`bill.cancelled` ends a journey as exited when `interaction.attributes.amount > 0`; it did always")),
            Map.entry("abandonment", List.of(
                    "abandonment: [agent.call, {touchpoint: agent.chat, when: interaction.nps < 3}]",
                    "`agent.chat` ends a journey as abandoned now, when `interaction.nps < 3`")),
            Map.entry("errors", List.of("", "`payment.refused` is an error no longer")),
            Map.entry("touchpoints", List.of("", "`bill.viewed` is named under touchpoints no longer")),
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
            told.addAll(List.of("name", "moments", "teams"));
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
    void teamsAreToldByTouchpoint() {
        assertThat(words(BILL.replace("billing: [bill.sent]", "service: [bill.sent, bill.viewed]")))
                .containsExactly(
                        "`bill.sent` is owned by service; it was billing's",
                        "`bill.viewed` is owned by service; it was no team's");
        assertThat(words(BILL.replace("  billing: [bill.sent]", "  billing: []")))
                .containsExactly("`bill.sent` is no team's; it was billing's");
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
