package io.throughline.standalone.report;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.DefinitionPreview;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.StateMove;
import io.throughline.journey.v1.TimeFigures;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a definition would change, as tables. */
public final class PreviewReport {

    /** Of each move; the rpc tells more when it is asked to. */
    private static final int EXAMPLES = 1;

    private final DefinitionPreview preview;
    private final StringBuilder text = new StringBuilder();

    private PreviewReport(DefinitionPreview preview) {
        this.preview = preview;
    }

    public static String of(DefinitionPreview preview) {
        return new PreviewReport(preview).text();
    }

    private String text() {
        what();
        line("%s of %s would change"
                .formatted(
                        Words.count(preview.getJourneysChanged()),
                        Words.count(preview.getMovesList().stream().mapToLong(StateMove::getJourneys).sum(), "journey")));
        line("");
        counts();
        times();
        moves();
        line(Words.count(preview.getInteractions(), "interaction") + " looked at; nothing was applied");
        return text.toString();
    }

    private void what() {
        boolean unchanged = preview.getVersion() == preview.getInForceVersion();
        line("journey %s, version %d%s, against %s"
                .formatted(
                        preview.getDefinition(),
                        preview.getVersion(),
                        unchanged ? ", which is in force already" : "",
                        preview.getInForceVersion() == 0
                                ? "nothing: none is in force"
                                : "what is in force (version " + preview.getInForceVersion() + ")"));
        var applied = preview.hasEffectiveFrom()
                ? "journeys that begin from " + time(preview.getEffectiveFrom()) + " on"
                : "all journeys";
        line(switch (preview.getCoverage()) {
            case PREVIEW_COVERAGE_AS_APPLIED -> "as applied now: " + applied + " follow it";
            case PREVIEW_COVERAGE_MIGRATED -> "as applied and migrated to now: " + applied + ", and those under way, follow it";
            case PREVIEW_COVERAGE_PAST, PREVIEW_COVERAGE_UNSPECIFIED, UNRECOGNIZED ->
                "over the past: as if all journeys had followed it; applied now, " + applied + " would";
        });
    }

    private void counts() {
        var table = new TextTable();
        table.row(List.of("journeys", "now", "would be", "change"));
        table.row(counted("all", preview.getJourneysBefore(), preview.getJourneysAfter()));
        preview.getStatesList()
                .forEach(state ->
                        table.row(counted(word(state.getState()), state.getJourneysBefore(), state.getJourneysAfter())));
        preview.getMomentsList()
                .forEach(moment -> table.row(counted(
                        "reached " + moment.getMoment(), moment.getReachedBefore(), moment.getReachedAfter())));
        preview.getSignalsList().stream()
                .filter(signal -> signal.getJourneysBefore() + signal.getJourneysAfter() > 0)
                .forEach(signal -> table.row(counted(
                        "with " + word(signal.getKind().name(), "SIGNAL_KIND_"),
                        signal.getJourneysBefore(),
                        signal.getJourneysAfter())));
        text.append(table);
        line("");
    }

    private static List<String> counted(String what, long before, long after) {
        long change = after - before;
        return List.of(
                what,
                Words.count(before),
                Words.count(after),
                change == 0 ? "" : (change > 0 ? "+" : "") + Words.count(change));
    }

    private void times() {
        var table = new TextTable();
        table.row(List.of("time until", "median now", "would be", "nine of ten within", "would be"));
        if (preview.hasTimeToGoalBefore() || preview.hasTimeToGoalAfter()) {
            table.row(taken(
                    "the goal",
                    preview.hasTimeToGoalBefore(),
                    preview.getTimeToGoalBefore(),
                    preview.hasTimeToGoalAfter(),
                    preview.getTimeToGoalAfter()));
        }
        preview.getMomentsList().stream()
                .filter(moment -> moment.hasTimeBefore() || moment.hasTimeAfter())
                .forEach(moment -> table.row(taken(
                        moment.getMoment(),
                        moment.hasTimeBefore(),
                        moment.getTimeBefore(),
                        moment.hasTimeAfter(),
                        moment.getTimeAfter())));
        if (preview.hasTimeToGoalBefore()
                || preview.hasTimeToGoalAfter()
                || preview.getMomentsList().stream().anyMatch(one -> one.hasTimeBefore() || one.hasTimeAfter())) {
            text.append(table);
            line("");
        }
    }

    private static List<String> taken(String what, boolean was, TimeFigures before, boolean becomes, TimeFigures after) {
        return List.of(
                what,
                taken(was, before.getMedian()),
                taken(becomes, after.getMedian()),
                taken(was, before.getP90()),
                taken(becomes, after.getP90()));
    }

    private static String taken(boolean known, Duration time) {
        return known ? Words.duration(time) : Words.NOTHING;
    }

    private void moves() {
        for (var move : preview.getMovesList()) {
            if (move.getJourneysChanged() == 0) {
                continue;
            }
            line(Words.count(move.getJourneysChanged(), "journey") + ": " + words(move));
            move.getExamplesList().stream().limit(EXAMPLES).forEach(example -> {
                line("  for example " + example.getJourneyId() + " of customer " + example.getCustomerId());
                example.getChangesList().forEach(change -> line("    " + change));
            });
            line("");
        }
    }

    private static String words(StateMove move) {
        if (move.getFrom() == JourneyState.JOURNEY_STATE_UNSPECIFIED) {
            return "not there now, would be " + word(move.getTo());
        }
        if (move.getTo() == JourneyState.JOURNEY_STATE_UNSPECIFIED) {
            return word(move.getFrom()) + " now, would not be there";
        }
        return move.getFrom() == move.getTo()
                ? word(move.getFrom()) + " as now, otherwise in something else"
                : word(move.getFrom()) + " now, would be " + word(move.getTo());
    }

    private static String word(JourneyState state) {
        return word(state.name(), "JOURNEY_STATE_");
    }

    private static String word(String name, String prefix) {
        return name.replace(prefix, "").toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Instant time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
