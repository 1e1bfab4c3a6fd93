package io.throughline.journey.preview;

import io.throughline.journey.definition.Prospect;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.preview.Preview.Compared;
import io.throughline.journey.preview.Preview.Example;
import io.throughline.journey.preview.Preview.Took;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Counts, journey by journey, what becomes of them. What it keeps does not grow with their number. */
final class PreviewTally {

    /** Where a journey stands, and where it would stand. */
    private record Course(Optional<JourneyState> from, Optional<JourneyState> to) {}

    private static final class Moved {
        private final List<Example> examples = new ArrayList<>(1);
        private long journeys;
        private long changed;
    }

    private final Set<String> moments = new LinkedHashSet<>();
    private final int examples;
    private final SideTally before = new SideTally();
    private final SideTally after = new SideTally();
    private final Map<Course, Moved> moves = new HashMap<>();

    /**
     * @param definition as it would be
     * @param examples journeys to be kept of each course
     */
    PreviewTally(Definition definition, int examples) {
        definition.versions().getLast().rules().stream()
                .filter(rule -> rule.kind() == RuleKind.MOMENT)
                .map(Rule::moment)
                .forEach(moments::add);
        this.examples = examples;
    }

    /** One more journey; at least one of the two is present. */
    void add(UUID customer, Optional<Journey> was, Optional<Journey> becomes) {
        was.ifPresent(before::add);
        becomes.ifPresent(after::add);
        var course = new Course(was.map(Journey::state), becomes.map(Journey::state));
        var moved = moves.computeIfAbsent(course, _ -> new Moved());
        moved.journeys++;
        var changes = Changes.between(was, becomes);
        if (!changes.isEmpty()) {
            moved.changed++;
            if (moved.examples.size() < examples) {
                moved.examples.add(new Example(was.or(() -> becomes).orElseThrow().id(), customer, changes));
            }
        }
    }

    Preview result(Prospect prospect, Coverage coverage, Optional<Instant> asOf, long interactions) {
        moments.addAll(after.moments());
        moments.addAll(before.moments());
        return new Preview(
                prospect,
                coverage,
                asOf,
                interactions,
                new Compared(before.journeys(), after.journeys()),
                moves.values().stream().mapToLong(moved -> moved.changed).sum(),
                Arrays.stream(JourneyState.values())
                        .map(state -> new Preview.State(state, new Compared(before.in(state), after.in(state))))
                        .toList(),
                new Took(before.toGoal(), after.toGoal()),
                moments.stream()
                        .map(moment -> new Preview.Moment(
                                moment,
                                new Compared(before.reached(moment), after.reached(moment)),
                                new Took(before.toMoment(moment), after.toMoment(moment))))
                        .toList(),
                Arrays.stream(SignalKind.values())
                        .map(kind -> new Preview.Signalled(
                                kind,
                                new Compared(before.with(kind), after.with(kind)),
                                new Compared(before.times(kind), after.times(kind))))
                        .toList(),
                moves());
    }

    private List<Preview.Move> moves() {
        return moves.entrySet().stream()
                .map(move -> new Preview.Move(
                        move.getKey().from(),
                        move.getKey().to(),
                        move.getValue().journeys,
                        move.getValue().changed,
                        move.getValue().examples))
                .sorted(Comparator.comparingLong((Preview.Move move) -> -move.changed())
                        .thenComparingLong(move -> -move.journeys())
                        .thenComparing(move -> place(move.from()))
                        .thenComparing(move -> place(move.to())))
                .toList();
    }

    private static int place(Optional<JourneyState> state) {
        return state.map(JourneyState::ordinal).orElse(-1);
    }
}
