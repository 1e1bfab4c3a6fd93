package io.throughline.standalone.report;

import io.throughline.journey.v1.DiscoveredDefinition;
import io.throughline.journey.v1.LikelyEndKind;
import java.util.List;

/** What was found in what belongs to no journey, as tables. */
public final class DiscoveryReport {

    private static final int MOST_ENDS = 10;

    private final DiscoveredDefinition found;
    private final StringBuilder text = new StringBuilder();

    private DiscoveryReport(DiscoveredDefinition found) {
        this.found = found;
    }

    public static String of(DiscoveredDefinition found) {
        return new DiscoveryReport(found).text();
    }

    private String text() {
        line(Words.count(found.getCases(), "case") + " with " + Words.count(found.getInteractions(), "interaction"));
        line("%s looked at: %s of journeys, %s at another time, %s without the attribute"
                .formatted(
                        Words.count(found.getLookedAt()),
                        Words.count(found.getClaimed()),
                        Words.count(found.getOutOfRange()),
                        Words.count(found.getWithoutAttribute())));
        if (found.getCases() > 0) {
            durations();
            ways();
            pairs();
            touchpoints();
            likely();
            cut();
        }
        return text.toString();
    }

    private void durations() {
        var time = found.getCaseDuration();
        line("they took %s in the middle, nine of ten at most %s"
                .formatted(Words.duration(time.getMedian()), Words.duration(time.getP90())));
        line("");
    }

    private void ways() {
        var table = new TextTable();
        table.row(List.of("ways of cases (" + Words.count(found.getDistinctVariants()) + ")", "cases", "share"));
        found.getVariantsList()
                .forEach(way -> table.row(List.of(
                        String.join(" > ", way.getTouchpointsList()) + (way.getLength() > way.getTouchpointsCount() ? " > …" : ""),
                        Words.count(way.getCases()),
                        Words.share(way.getShare()))));
        text.append(table);
        line("");
    }

    private void pairs() {
        if (found.getPairsCount() == 0) {
            return;
        }
        var table = new TextTable();
        table.row(List.of("what follows what (" + Words.count(found.getDistinctPairs()) + ")", "times", "median", "mean"));
        found.getPairsList()
                .forEach(pair -> table.row(List.of(
                        pair.getTouchpoint() + " > " + pair.getFollowedBy(),
                        Words.count(pair.getTimes()),
                        Words.duration(pair.getTime().getMedian()),
                        Words.duration(pair.getTime().getMean()))));
        text.append(table);
        line("");
    }

    private void touchpoints() {
        var table = new TextTable();
        table.row(List.of("touchpoints", "interactions", "cases", "begin with it", "end with it"));
        found.getTouchpointsList()
                .forEach(one -> table.row(List.of(
                        one.getTouchpoint(),
                        Words.count(one.getInteractions()),
                        Words.count(one.getCases()),
                        Words.count(one.getCasesBegun()),
                        Words.count(one.getCasesEnded()))));
        text.append(table);
        line("");
    }

    private void likely() {
        found.getStartsList().stream()
                .filter(start -> start.getLikely())
                .forEach(start -> line("start        " + start.getTouchpoint() + ": " + start.getWhy()));
        found.getEndsList().stream()
                .limit(MOST_ENDS)
                .forEach(end -> line("%-13s%s: %s".formatted(word(end.getKind()), end.getTouchpoint(), end.getWhy())));
    }

    private static String word(LikelyEndKind kind) {
        return switch (kind) {
            case LIKELY_END_KIND_GOAL -> "goal";
            case LIKELY_END_KIND_ABANDONMENT -> "abandonment";
            case LIKELY_END_KIND_SILENCE -> "silence";
            case LIKELY_END_KIND_UNCLEAR, LIKELY_END_KIND_UNSPECIFIED, UNRECOGNIZED -> "unclear";
        };
    }

    private void cut() {
        cut(found.getCasesOfOtherVariants(), "cases of rarer ways, for which there was no room");
        cut(found.getVariantCountsLowBy(), "cases, at most, by which the count of a way may be too low");
        cut(found.getOtherPairs(), "times one touchpoint followed another, as pairs for which there was no room");
        cut(found.getAtOtherTouchpoints(), "interactions at touchpoints for which there was no room");
        cut(found.getCasesClosedEarly(), "cases that were taken for complete while their customer began others");
    }

    private void cut(long number, String what) {
        if (number > 0) {
            line("left out: " + Words.count(number) + " " + what);
        }
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
