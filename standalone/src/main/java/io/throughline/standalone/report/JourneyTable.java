package io.throughline.standalone.report;

import com.google.protobuf.util.Timestamps;
import io.throughline.journey.v1.Journey;
import java.util.List;
import java.util.stream.Collectors;

/** Journeys, a row each. */
public final class JourneyTable {

    private JourneyTable() {}

    /** @param more whether there are others behind these */
    public static String of(List<Journey> journeys, boolean more) {
        if (journeys.isEmpty()) {
            return "no journey is like this" + System.lineSeparator();
        }
        var table = new TextTable();
        table.row(List.of("journey", "definition", "correlation", "state", "stage", "began", "due", "signals"));
        journeys.forEach(journey -> table.row(List.of(
                journey.getId(),
                journey.getDefinition(),
                orNothing(journey.getCorrelation()),
                KindWords.of(journey.getState()),
                orNothing(journey.getStage()),
                Timestamps.toString(journey.getStartedAt()),
                journey.hasDueAt() ? Timestamps.toString(journey.getDueAt()) : Words.NOTHING,
                signals(journey))));
        return table + Words.count(journeys.size(), "journey") + (more ? "; there are more: --limit N tells N" : "")
                + System.lineSeparator();
    }

    private static String signals(Journey journey) {
        return orNothing(journey.getSignalsList().stream()
                .map(signal -> KindWords.of(signal.getKind()) + (signal.getTimes() > 1 ? " ×" + signal.getTimes() : ""))
                .collect(Collectors.joining(", ")));
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? Words.NOTHING : text;
    }
}
