package io.throughline.standalone.report;

import io.throughline.journey.v1.Conformance;
import io.throughline.journey.v1.OrderViolation;
import io.throughline.journey.v1.VersionConformance;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Designed against actual, version by version, as tables. */
public final class ConformanceReport {

    /** Rows of each table; the rpc tells all. */
    private static final int MOST_ROWS = 20;

    private final StringBuilder text = new StringBuilder();

    private ConformanceReport() {}

    public static String of(Conformance conformance) {
        var report = new ConformanceReport();
        conformance.getVersionsList().forEach(version -> report.version(conformance.getDefinition(), version));
        report.line(Words.count(conformance.getInteractions(), "interaction") + " looked at");
        return report.text.toString();
    }

    private void version(String definition, VersionConformance version) {
        line("journey %s, version %d: %s%s"
                .formatted(
                        definition,
                        version.getVersion(),
                        Words.count(version.getJourneys(), "journey"),
                        version.getJourneys() == 0
                                ? ""
                                : ", " + Words.count(version.getAchieved()) + " achieved ("
                                        + share(version.getAchieved(), version) + ")"));
        line("");
        if (version.getJourneys() > 0) {
            moments(version);
            stages(version);
            neverOccurred(version);
            unmapped(version);
            order(
                    "moments in another order",
                    version.getOrderViolationsList(),
                    version.getOrderViolationsLeftOut(),
                    version.getJourneysOutOfOrder(),
                    version);
            order(
                    "stages in another order",
                    version.getStageOrderViolationsList(),
                    version.getStageOrderViolationsLeftOut(),
                    version.getJourneysOutOfStageOrder(),
                    version);
            afterEnd(version);
        }
    }

    private void moments(VersionConformance version) {
        table(
                List.of("moments of truth", "reached", "not reached", "achieved without"),
                version.getMomentsList().stream()
                        .map(moment -> List.of(
                                moment.getMoment(),
                                Words.count(moment.getReached()),
                                Words.count(moment.getNotReached()),
                                Words.count(moment.getAchievedWithout())))
                        .toList(),
                0,
                "");
    }

    private void stages(VersionConformance version) {
        table(
                List.of("stages", "come into", "not come into", "achieved without"),
                version.getStagesList().stream()
                        .map(stage -> List.of(
                                stage.getStage(),
                                Words.count(stage.getReached()),
                                Words.count(stage.getNotReached()),
                                Words.count(stage.getAchievedWithout())))
                        .toList(),
                0,
                "");
    }

    private void neverOccurred(VersionConformance version) {
        var never = version.getRulesList().stream()
                .filter(rule -> rule.getInteractions() == 0)
                .map(rule -> "  " + KindWords.rule(rule.getRule()))
                .toList();
        if (!never.isEmpty()) {
            line("rules that never matched");
            never.forEach(this::line);
            line("");
        }
    }

    private void unmapped(VersionConformance version) {
        table(
                List.of("not mapped, while under way", "interactions", "journeys", "for example"),
                version.getUnmappedList().stream()
                        .map(found -> List.of(
                                found.getTouchpoint() + (found.getNamed() ? " (named, but no condition held)" : ""),
                                Words.count(found.getInteractions()),
                                Words.count(found.getJourneys()),
                                example(found.getExampleJourneyIdsList())))
                        .toList(),
                version.getUnmappedLeftOut(),
                "interactions at other touchpoints");
    }

    private void order(
            String title, List<OrderViolation> violations, long leftOut, long journeys, VersionConformance version) {
        table(
                List.of(title, "journeys", "share", "for example"),
                violations.stream()
                        .map(found -> List.of(
                                found.getDesignedLater() + " before " + found.getDesignedFirst(),
                                Words.count(found.getJourneys()),
                                share(found.getJourneys(), version),
                                example(found.getExampleJourneyIdsList())))
                        .toList(),
                leftOut,
                "of other pairs");
        if (journeys > 0) {
            line(Words.count(journeys, "journey") + " out of order (" + share(journeys, version) + ")");
            line("");
        }
    }

    private void afterEnd(VersionConformance version) {
        table(
                List.of("after the end", "interactions", "journeys", "for example"),
                version.getAfterEndList().stream()
                        .map(found -> List.of(
                                found.getTouchpoint(),
                                Words.count(found.getInteractions()),
                                Words.count(found.getJourneys()),
                                example(found.getExampleJourneyIdsList())))
                        .toList(),
                version.getAfterEndLeftOut(),
                "interactions at other touchpoints");
    }

    private void table(List<String> head, List<List<String>> rows, long leftOut, String others) {
        if (rows.isEmpty()) {
            return;
        }
        var table = new TextTable();
        table.row(head);
        rows.stream().limit(MOST_ROWS).forEach(table::row);
        text.append(table);
        if (rows.size() > MOST_ROWS) {
            line("and " + Words.count(rows.size() - MOST_ROWS) + " more");
        }
        if (leftOut > 0) {
            line("and " + Words.count(leftOut) + " " + others);
        }
        line("");
    }

    private static String example(List<String> ids) {
        return ids.stream().limit(1).collect(Collectors.joining());
    }

    private static String share(long some, VersionConformance version) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * some / version.getJourneys());
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
