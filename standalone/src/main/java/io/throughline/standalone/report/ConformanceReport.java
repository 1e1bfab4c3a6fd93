package io.throughline.standalone.report;

import io.throughline.journey.v1.Conformance;
import io.throughline.journey.v1.JourneyRule;
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
            neverOccurred(version);
            unmapped(version);
            order(version);
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

    private void neverOccurred(VersionConformance version) {
        var never = version.getRulesList().stream()
                .filter(rule -> rule.getInteractions() == 0)
                .map(rule -> "  " + words(rule.getRule()))
                .toList();
        if (!never.isEmpty()) {
            line("rules that never matched");
            never.forEach(this::line);
            line("");
        }
    }

    private static String words(JourneyRule rule) {
        var kind = switch (rule.getKind()) {
            case JOURNEY_RULE_KIND_ENTRY -> "entry";
            case JOURNEY_RULE_KIND_PART -> "touchpoints";
            case JOURNEY_RULE_KIND_MOMENT -> "moment " + rule.getMoment();
            case JOURNEY_RULE_KIND_GOAL -> "achieved";
            case JOURNEY_RULE_KIND_EXIT -> "exit";
            case JOURNEY_RULE_KIND_ABANDONMENT -> "abandonment";
            case JOURNEY_RULE_KIND_ERROR -> "errors";
            case JOURNEY_RULE_KIND_UNSPECIFIED, UNRECOGNIZED -> "rule";
        };
        return kind + ": " + rule.getTouchpoint() + (rule.getWhen().isEmpty() ? "" : ", when " + rule.getWhen());
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

    private void order(VersionConformance version) {
        table(
                List.of("in another order", "journeys", "share", "for example"),
                version.getOrderViolationsList().stream()
                        .map(found -> List.of(
                                found.getDesignedLater() + " before " + found.getDesignedFirst(),
                                Words.count(found.getJourneys()),
                                share(found.getJourneys(), version),
                                example(found.getExampleJourneyIdsList())))
                        .toList(),
                version.getOrderViolationsLeftOut(),
                "of other pairs");
        if (version.getJourneysOutOfOrder() > 0) {
            line(Words.count(version.getJourneysOutOfOrder(), "journey") + " out of order ("
                    + share(version.getJourneysOutOfOrder(), version) + ")");
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
