package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.standalone.apply.Application.Applied;
import io.throughline.standalone.mapping.MappedLine.Rejected;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    @Test
    void one_is_no_plural() {
        var one = GetPathsResponse.newBuilder().setVariants(1).setReworkJourneys(1).setReworkInteractions(2);

        assertThat(text(one.build(), List.of()))
                .contains("paths         1 variant, 0 pairs of touchpoints in a row, 1 journey with rework (2 interactions)");
    }

    @Test
    void money_is_worded_as_on_a_scorecard() {
        assertThat(text(GetPathsResponse.getDefaultInstance(), List.of())).contains("revenue       1,234.50 EUR");
    }

    @Test
    void a_value_that_cannot_be_read_is_shown_with_its_line_and_what_may_help() {
        var rejections = new Rejections();
        rejections.add(new Rejected(7, "cost.amount: is not a number", "n/a", ""));
        rejections.add(new Rejected(8, "cost.amount: is not a number", "1,50", "write `log: {decimal: \",\"}`"));
        rejections.add(new Rejected(9, "occurred_at: is not a time", "x".repeat(60) + "\n", ""));
        rejections.add(3, "more than 64 KiB");

        assertThat(text(GetPathsResponse.getDefaultInstance(), rejections.list()))
                .containsSequence(
                        "           2  cost.amount: is not a number (lines 7, 8; line 8 has \"1,50\")",
                        "              write `log: {decimal: \",\"}`",
                        "           1  more than 64 KiB (line 3)",
                        "           1  occurred_at: is not a time (line 9: \"" + "x".repeat(40) + "…\")");
    }

    @Test
    void a_version_that_journeys_of_the_log_do_not_follow_is_told() {
        assertThat(text(GetPathsResponse.getDefaultInstance(), List.of()))
                .filteredOn(line -> line.startsWith("definition"))
                .singleElement()
                .asString()
                .contains("visit: only journeys that begin from 2026-03-02T08:00:00Z on follow version 3");
    }

    @Test
    void a_touchpoint_that_no_definition_names_is_told_with_what_may_have_been_meant() {
        assertThat(text(GetPathsResponse.getDefaultInstance(), List.of()))
                .containsSequence(
                        "touchpoints that no definition names: their interactions belong to no journey",
                        "           3  return",
                        "           2  Order  (a definition names `orders`)")
                .doesNotContain("           1  order (a definition names `orders`)");
    }

    private static List<String> text(GetPathsResponse paths, List<Rejection> rejections) {
        return ReportText.of(new ReplayReport(
                1,
                0,
                0,
                rejections,
                1,
                List.of(
                        new Applied("order", 1, Optional.empty()),
                        new Applied("visit", 3, Optional.of(Instant.parse("2026-03-02T08:00:00Z")))),
                Map.of("order", 1L, "Order ", 2L, "return", 3L),
                Set.of("order", "orders"),
                Map.of("EUR", new BigDecimal("1234.5")),
                paths,
                Optional.empty(),
                Duration.ofSeconds(1)));
    }
}
