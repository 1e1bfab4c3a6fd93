package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.throughline.journey.v1.DirectlyFollows;
import io.throughline.journey.v1.DiscoveredDefinition;
import io.throughline.journey.v1.DiscoveredTouchpoint;
import io.throughline.journey.v1.DiscoveredVariant;
import io.throughline.journey.v1.LikelyEnd;
import io.throughline.journey.v1.LikelyEndKind;
import io.throughline.journey.v1.LikelyStart;
import io.throughline.journey.v1.TimeFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryReportTest {

    @Test
    void tellsWhatWasFoundInTables() {
        var report = DiscoveryReport.of(DiscoveredDefinition.newBuilder()
                .setCases(4_580)
                .setInteractions(21_348)
                .setLookedAt(21_400)
                .setClaimed(50)
                .setWithoutAttribute(2)
                .setDistinctVariants(226)
                .setDistinctPairs(55)
                .setCaseDuration(TimeFigures.newBuilder()
                        .setMedian(Durations.fromHours(50))
                        .setP90(Durations.fromDays(9)))
                .addVariants(DiscoveredVariant.newBuilder()
                        .addAllTouchpoints(List.of("Assign", "Close"))
                        .setLength(70)
                        .setCases(2_366)
                        .setShare(0.5166))
                .addPairs(DirectlyFollows.newBuilder()
                        .setTouchpoint("Assign")
                        .setFollowedBy("Close")
                        .setTimes(2_000)
                        .setTime(TimeFigures.newBuilder()
                                .setMedian(Durations.fromMinutes(5))
                                .setMean(Durations.fromMinutes(65))))
                .addTouchpoints(DiscoveredTouchpoint.newBuilder()
                        .setTouchpoint("Assign")
                        .setInteractions(4_938)
                        .setCases(4_000)
                        .setCasesBegun(3_999))
                .addStarts(LikelyStart.newBuilder().setTouchpoint("Assign").setLikely(true).setWhy("begins most"))
                .addStarts(LikelyStart.newBuilder().setTouchpoint("Wait"))
                .addEnds(LikelyEnd.newBuilder()
                        .setTouchpoint("Close")
                        .setKind(LikelyEndKind.LIKELY_END_KIND_GOAL)
                        .setWhy("ends most"))
                .setOtherPairs(3)
                .build());

        assertThat(report.lines())
                .contains("4,580 cases with 21,348 interactions")
                .contains("21,400 looked at: 50 of journeys, 0 at another time, 2 without the attribute")
                .contains("they took 2 d 2 h in the middle, nine of ten at most 9 d")
                .contains("start        Assign: begins most")
                .contains("goal         Close: ends most")
                .contains("left out: 3 times one touchpoint followed another, as pairs for which there was no room")
                .anySatisfy(line -> assertThat(line).matches("ways of cases \\(226\\) +cases +share"))
                .anySatisfy(line -> assertThat(line).matches("Assign > Close > … +2,366 +51.7 %"))
                .anySatisfy(line -> assertThat(line).matches("Assign > Close +2,000 +5 min +1 h 5 min"))
                .anySatisfy(line -> assertThat(line).matches("Assign +4,938 +4,000 +3,999 +0"))
                .noneMatch(line -> line.contains("Wait"));
    }

    @Test
    void withoutCasesOnlyThatIsTold() {
        assertThat(DiscoveryReport.of(DiscoveredDefinition.newBuilder().setLookedAt(7).setClaimed(7).build()).lines())
                .containsExactly(
                        "0 cases with 0 interactions",
                        "7 looked at: 7 of journeys, 0 at another time, 0 without the attribute");
    }
}
