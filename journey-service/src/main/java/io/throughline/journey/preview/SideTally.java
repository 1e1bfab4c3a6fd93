package io.throughline.journey.preview;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import io.throughline.journey.survey.TimeFigures;
import io.throughline.journey.survey.Times;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts journeys as they are, or as they would be. What it keeps does not grow with their number. */
final class SideTally {

    private final long[] states = new long[JourneyState.values().length];
    private final long[] signalled = new long[SignalKind.values().length];
    private final long[] signals = new long[SignalKind.values().length];
    private final Map<String, Times> moments = new LinkedHashMap<>();
    private final Times toGoal = new Times();
    private long journeys;

    void add(Journey journey) {
        journeys++;
        states[journey.state().ordinal()]++;
        var begun = journey.entry().occurredAt();
        if (journey.state() == JourneyState.ACHIEVED) {
            toGoal.add(Duration.between(begun, journey.endedAt().orElseThrow()));
        }
        for (var signal : journey.signals()) {
            signalled[signal.kind().ordinal()]++;
            signals[signal.kind().ordinal()] += signal.times();
        }
        // A moment is reached once in a journey.
        for (Transition transition : journey.transitions()) {
            if (transition.kind() == TransitionKind.REACHED) {
                moments.computeIfAbsent(transition.moment(), _ -> new Times())
                        .add(Duration.between(begun, transition.at()));
            }
        }
    }

    long journeys() {
        return journeys;
    }

    long in(JourneyState state) {
        return states[state.ordinal()];
    }

    long with(SignalKind kind) {
        return signalled[kind.ordinal()];
    }

    long times(SignalKind kind) {
        return signals[kind.ordinal()];
    }

    /** The moments that were reached. */
    Set<String> moments() {
        return moments.keySet();
    }

    long reached(String moment) {
        return Optional.ofNullable(moments.get(moment)).map(Times::count).orElse(0L);
    }

    Optional<TimeFigures> toMoment(String moment) {
        return Optional.ofNullable(moments.get(moment)).flatMap(SideTally::figures);
    }

    Optional<TimeFigures> toGoal() {
        return figures(toGoal);
    }

    private static Optional<TimeFigures> figures(Times times) {
        return times.count() == 0 ? Optional.empty() : Optional.of(times.figures());
    }
}
