package io.throughline.standalone.replay;

import com.google.protobuf.Duration;
import io.throughline.kit.document.Suggestion;
import io.throughline.standalone.replay.Rejection.Example;
import io.throughline.standalone.report.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A report for people to read. */
final class ReportText {

    private static final int LONGEST_WAY = 20;

    private static final int MOST_VARIANTS = 5;
    private static final int MOST_TOUCHPOINTS = 15;
    private static final int MOST_REASONS = 10;
    private static final int MOST_LINES = 5;
    private static final int LONGEST_VALUE = 40;

    private final ReplayReport report;
    private final List<String> lines = new ArrayList<>();

    private ReportText(ReplayReport report) {
        this.report = report;
    }

    static List<String> of(ReplayReport report) {
        var text = new ReportText(report);
        text.addAll();
        return text.lines;
    }

    private void addAll() {
        line("interactions", Words.count(report.interactions()) + " accepted"
                + (report.alreadyKnown() == 0 ? "" : " (" + Words.count(report.alreadyKnown()) + " known before)")
                + ", " + Words.count(report.rejected()) + " rejected"
                + (report.skipped() == 0 ? "" : ", " + Words.count(report.skipped()) + " passed over"));
        report.asOf().ifPresent(asOf -> line("as of", asOf.toString()));
        line("customers", Words.count(report.customers()));
        addJourneys();
        report.revenue().forEach((currency, amount) -> line("revenue", Words.money(currency, amount)));
        line("took", String.format(Locale.ROOT, "%.1f s, %,.0f interactions/s", report.seconds(), report.interactionsPerSecond()));
        addVersions();
        addTouchpoints();
        addUnnamed();
        addVariants();
        addRejections();
    }

    private void addJourneys() {
        var paths = report.paths();
        line("journeys", "%s: %s active, %s stalled, %s achieved, %s abandoned, %s exited".formatted(
                Words.count(paths.getJourneys()),
                Words.count(paths.getActive()),
                Words.count(paths.getStalled()),
                Words.count(paths.getAchieved()),
                Words.count(paths.getAbandoned()),
                Words.count(paths.getExited())));
        line("paths", "%s, %s of touchpoints in a row, %s with rework (%s)".formatted(
                Words.count(paths.getVariants(), "variant"),
                Words.count(paths.getDirectlyFollowsCount(), "pair"),
                Words.count(paths.getReworkJourneys(), "journey"),
                Words.count(paths.getReworkInteractions(), "interaction")));
        if (paths.hasDuration()) {
            var duration = paths.getDuration();
            line("duration", "median %s, nine in ten within %s, mean %s".formatted(
                    words(duration.getMedian()), words(duration.getP90()), words(duration.getMean())));
        }
    }

    /** Who changes a definition and replays the log again would wonder why nothing is otherwise. */
    private void addVersions() {
        for (var definition : report.definitions()) {
            definition.since().ifPresent(since -> line(
                    "definition",
                    "%s: only journeys that begin from %s on follow version %d; --once tries it on all of the log"
                            .formatted(definition.name(), since, definition.version())));
        }
    }

    private void addTouchpoints() {
        heading("touchpoints");
        addTouchpoints(report.touchpoints(), touchpoint -> touchpoint);
    }

    private void addUnnamed() {
        if (report.unnamed().isEmpty()) {
            return;
        }
        // A name that the log has is meant as it stands.
        var neverSeen = new TreeSet<>(report.named());
        neverSeen.removeAll(report.touchpoints().keySet());
        heading("touchpoints that no definition names: their interactions belong to no journey");
        addTouchpoints(report.unnamed(), touchpoint -> Suggestion.closest(touchpoint, neverSeen)
                .map(name -> touchpoint + " (a definition names `" + name + "`)")
                .orElse(touchpoint));
    }

    private void addTouchpoints(Map<String, Long> touchpoints, UnaryOperator<String> words) {
        touchpoints.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TOUCHPOINTS)
                .forEach(touchpoint -> item(touchpoint.getValue(), words.apply(touchpoint.getKey())));
        more(touchpoints.size() - MOST_TOUCHPOINTS);
    }

    private void addVariants() {
        if (report.paths().getTopVariantsCount() == 0) {
            return;
        }
        heading("most frequent variants");
        report.paths().getTopVariantsList().stream()
                .limit(MOST_VARIANTS)
                .forEach(variant -> item(variant.getJourneys(), way(variant.getTouchpointsList())));
        more(report.paths().getVariants() - MOST_VARIANTS);
    }

    private void addRejections() {
        if (report.rejections().isEmpty()) {
            return;
        }
        heading("rejected");
        report.rejections().stream()
                .sorted(Comparator.comparingInt((Rejection rejection) -> rejection.lines().length).reversed())
                .limit(MOST_REASONS)
                .forEach(this::addRejection);
        more(report.rejections().size() - MOST_REASONS);
    }

    private void addRejection(Rejection rejection) {
        item(rejection.lines().length, rejection.reason() + " (" + lines(rejection) + value(rejection) + ")");
        rejection.example().map(Example::hint).filter(hint -> !hint.isEmpty()).ifPresent(this::note);
    }

    private static String value(Rejection rejection) {
        return rejection.example()
                .filter(example -> !example.value().isEmpty())
                .map(example -> (rejection.lines().length == 1 ? ": " : "; line " + example.line() + " has ")
                        + quoted(example.value()))
                .orElse("");
    }

    /** On one line, and not too long. */
    private static String quoted(String value) {
        var line = value.replaceAll("\\p{Cntrl}", " ");
        return '"' + (line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…") + '"';
    }

    private static String lines(Rejection rejection) {
        var first = Arrays.stream(rejection.lines())
                .limit(MOST_LINES)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", "));
        return (rejection.lines().length == 1 ? "line " : "lines ") + first
                + (rejection.lines().length > MOST_LINES ? ", …" : "");
    }

    private void line(String name, String value) {
        lines.add("%-14s%s".formatted(name, value));
    }

    private void heading(String name) {
        lines.add("");
        lines.add(name);
    }

    private void item(long count, String what) {
        lines.add(String.format(Locale.ROOT, "%,12d  %s", count, what).stripTrailing());
    }

    /** Below an item. */
    private void note(String text) {
        lines.add("              " + text);
    }

    private void more(long count) {
        if (count > 0) {
            note("and " + Words.count(count) + " more");
        }
    }

    /** To two units: {@code 39 d 20 h}. */
    private static String words(Duration duration) {
        long seconds = duration.getSeconds();
        long[] sizes = {86_400, 3_600, 60, 1};
        String[] names = {"d", "h", "min", "s"};
        for (int unit = 0; unit < sizes.length - 1; unit++) {
            if (seconds >= sizes[unit]) {
                return seconds / sizes[unit] + " " + names[unit] + " "
                        + seconds % sizes[unit] / sizes[unit + 1] + " " + names[unit + 1];
            }
        }
        return ReportJson.seconds(duration) + " s";
    }

    /** Of a very long one its beginning; the JSON has all. */
    private static String way(List<String> touchpoints) {
        var beginning = String.join(" > ", touchpoints.subList(0, Math.min(touchpoints.size(), LONGEST_WAY)));
        return touchpoints.size() > LONGEST_WAY ? beginning + " > … (" + touchpoints.size() + " in all)" : beginning;
    }
}
