package io.throughline.journey.conformance;

import io.throughline.journey.fold.Chronicle;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Event;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Folds one key, and writes down what its journeys take and what passes them by. */
final class KeyTrace implements Chronicle {

    private final Set<String> touchpoints;
    private final KeyFold fold;
    private final Map<UUID, List<Happening>> happenings = new HashMap<>();
    private UUID latest;
    private boolean underWay;
    private boolean taken;

    /** @param touchpoints that any version of the definition names */
    KeyTrace(Definition definition, Set<String> touchpoints, String correlation) {
        this.touchpoints = touchpoints;
        this.fold = KeyFold.told(definition, correlation, this);
    }

    /** The next interaction of the key, whether the definition names its touchpoint or not. */
    void take(Interaction interaction) {
        taken = false;
        if (touchpoints.contains(interaction.touchpoint())) {
            fold.step(interaction);
        } else {
            // A deadline passes if nothing occurs at or before it: what occurs to the key at this very moment may still come.
            fold.advance(interaction.occurredAt().minus(1, ChronoUnit.MICROS));
        }
        if (!taken && underWay) {
            happenings.get(latest).add(new Happening.PassedBy(interaction.touchpoint()));
        }
    }

    @Override
    public void tell(UUID journey, Event event) {
        boolean ended = journey.equals(latest) && !underWay;
        latest = journey;
        event.transitions().stream().map(Transition::kind).forEach(this::change);
        if (event instanceof Event.Occurred occurred) {
            taken = true;
            happenings
                    .computeIfAbsent(journey, _ -> new ArrayList<>())
                    .add(new Happening.Taken(
                            occurred.interaction().touchpoint(),
                            occurred.rules(),
                            occurred.stage(),
                            ended && occurred.transitions().stream().noneMatch(KeyTrace::goesOn)));
        }
    }

    private static boolean goesOn(Transition transition) {
        return transition.kind() == TransitionKind.RESUMED;
    }

    private void change(TransitionKind kind) {
        underWay = switch (kind) {
            case ENTERED, RESUMED -> true;
            case ACHIEVED, ABANDONED, EXITED -> false;
            case REACHED, STALLED -> underWay;
        };
    }

    /** Time passes up to {@code asOf}; answers what became of the journeys. */
    List<Trace> end(Optional<Instant> asOf) {
        asOf.ifPresent(fold::advance);
        return fold.journeys().stream()
                .map(journey -> new Trace(
                        journey.id(),
                        journey.version(),
                        journey.state() == JourneyState.ACHIEVED,
                        happenings.get(journey.id())))
                .toList();
    }
}
