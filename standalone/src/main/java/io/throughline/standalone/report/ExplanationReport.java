package io.throughline.standalone.report;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.throughline.journey.v1.Deadline;
import io.throughline.journey.v1.ExplainJourneyResponse;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyEvent;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.journey.v1.VersionChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a journey is as it is, and what it waits for, in words. */
public final class ExplanationReport {

    private final ExplainJourneyResponse explained;
    private final StringBuilder text = new StringBuilder();

    private ExplanationReport(ExplainJourneyResponse explained) {
        this.explained = explained;
    }

    public static String of(ExplainJourneyResponse explained) {
        var report = new ExplanationReport(explained);
        report.standing();
        report.events();
        report.awaited();
        report.deadlines();
        return report.text.toString();
    }

    private void standing() {
        var journey = explained.getJourney();
        line("journey " + journey.getId() + " of customer " + journey.getCustomerId());
        line(journey.getDefinition() + ", version " + journey.getVersion()
                + (journey.getCorrelation().isEmpty() ? "" : ", " + journey.getCorrelation()));
        line((explained.hasAsOf() ? "as of " + time(explained.getAsOf()) + ": " : "") + KindWords.of(journey.getState())
                + since(journey)
                + (journey.getStage().isEmpty() ? "" : ", in stage " + journey.getStage()));
        line("");
    }

    /** Since when it is in its state, and by what. */
    private String since(Journey journey) {
        return latest(journey.getTransitionsList())
                .map(transition -> " since " + time(transition.getOccurredAt()) + cause(transition))
                .orElse("");
    }

    private static Optional<Transition> latest(List<Transition> transitions) {
        return transitions.reversed().stream()
                .filter(transition -> transition.getKind() != TransitionKind.TRANSITION_KIND_REACHED)
                .findFirst();
    }

    private String cause(Transition transition) {
        return explained.getEventsList().reversed().stream()
                .filter(event -> event.getTransitionsList().contains(transition))
                .map(event -> event.hasSilence() ? ", by silence" : ", by " + touchpoint(event))
                .findFirst()
                .orElse("");
    }

    private static String touchpoint(JourneyEvent event) {
        return event.getInteraction().getInteraction().getTouchpoint();
    }

    private void events() {
        line("what led there");
        if (explained.getEarlierEvents() > 0) {
            line("  " + Words.count(explained.getEarlierEvents(), "earlier event") + ", not shown");
        }
        explained.getEventsList().forEach(this::event);
        line("");
    }

    private void event(JourneyEvent event) {
        switch (event.getWhatCase()) {
            case SILENCE -> line("  " + time(event.getSilence().getUntil()) + "  silence" + came(event));
            case VERSION_CHANGE -> versionChange(event.getVersionChange());
            case INTERACTION, WHAT_NOT_SET -> interaction(event);
        }
    }

    private void versionChange(VersionChange change) {
        line("  %s  migrated from version %d to version %d"
                .formatted(time(change.getAt()), change.getFromVersion(), change.getToVersion()));
    }

    private void interaction(JourneyEvent event) {
        var interaction = event.getInteraction().getInteraction();
        var stage = event.getInteraction().getStage();
        line("  %s  %s by %s%s%s"
                .formatted(
                        time(interaction.getOccurredAt()),
                        interaction.getTouchpoint(),
                        interaction.getChannel(),
                        stage.isEmpty() ? "" : ", into stage " + stage,
                        came(event)));
        event.getInteraction().getRulesList().forEach(rule -> line("      " + KindWords.rule(rule)));
    }

    /** What came of it. */
    private static String came(JourneyEvent event) {
        var came = new ArrayList<String>();
        event.getTransitionsList()
                .forEach(transition -> came.add(KindWords.of(transition.getKind())
                        + (transition.getMoment().isEmpty() ? "" : " `" + transition.getMoment() + "`")));
        event.getSignalsList().forEach(signal -> came.add("noticed " + KindWords.of(signal)));
        return came.isEmpty() ? "" : came.stream().collect(Collectors.joining(", ", ": ", ""));
    }

    private void awaited() {
        if (explained.getAwaitedRulesCount() > 0) {
            line("what it waits for");
            explained.getAwaitedRulesList().forEach(rule -> line("  " + KindWords.rule(rule)));
            line("");
        }
    }

    private void deadlines() {
        if (explained.getDeadlinesCount() > 0) {
            line("what time will bring");
            explained.getDeadlinesList().forEach(deadline -> line("  " + time(deadline.getAt()) + "  " + brings(deadline)));
        } else {
            line("time alone will not change it");
        }
    }

    private static String brings(Deadline deadline) {
        return deadline.getNotices() == SignalKind.SIGNAL_KIND_UNSPECIFIED
                ? KindWords.of(deadline.getBrings()) + ", unless something occurs to it by then"
                : "noticed " + KindWords.of(deadline.getNotices()) + ", unless it has ended by then";
    }

    private static String time(Timestamp time) {
        return Timestamps.toString(time);
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
