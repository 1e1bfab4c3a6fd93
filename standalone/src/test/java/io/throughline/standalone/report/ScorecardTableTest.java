package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.type.Money;
import io.throughline.measurement.v1.DurationMeasure;
import io.throughline.measurement.v1.Scorecard;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTableTest {

    private static final Scorecard PAY_BILL = Scorecard.newBuilder()
            .setDefinition("pay-bill")
            .setJourneys(12_345)
            .setAchievedShare(0.8764)
            .setTimeToGoal(DurationMeasure.newBuilder().setMedian(Duration.newBuilder().setSeconds(266_400)))
            .addRevenue(Money.newBuilder().setCurrencyCode("EUR").setUnits(1_234).setNanos(500_000_000))
            .build();

    @Test
    void showsAColumnForEachJourney() {
        var table = ScorecardTable.of(List.of(PAY_BILL, Scorecard.newBuilder().setDefinition("renew").build()), "");

        assertThat(table.lines().findFirst().orElseThrow().strip()).matches("pay-bill +renew");
        assertThat(row(table, "journeys")).matches("journeys +12,345 +0");
    }

    @Test
    void wordsNumbersForPeople() {
        var table = ScorecardTable.of(List.of(PAY_BILL), "");

        assertThat(row(table, "achieved, of the ended")).endsWith("87.6 %");
        assertThat(row(table, "time to goal, median")).endsWith("3 d 2 h");
        assertThat(row(table, "revenue")).endsWith("1,234.50 EUR");
    }

    @Test
    void whatIsNotKnownIsNotZero() {
        var table = ScorecardTable.of(List.of(Scorecard.newBuilder().setDefinition("renew").build()), "");

        assertThat(row(table, "NPS")).endsWith("–");
        assertThat(row(table, "success score")).endsWith("–");
    }

    @Test
    void whoeverHasNoJourneysIsToldHowToDefineSomeOnThatVeryPlatform() {
        assertThat(ScorecardTable.of(List.of(), " --data /srv/other"))
                .contains("./throughline apply --data /srv/other samples/journeys/*.journey.yaml");
    }

    private static String row(String table, String measure) {
        return table.lines().filter(line -> line.startsWith(measure)).findFirst().orElseThrow();
    }
}
