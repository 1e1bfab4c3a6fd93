package io.throughline.journey.preview;

import io.throughline.journey.definition.Prospect;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.survey.TimeFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a definition that is not applied would make of what is recorded, beside what is made of it now.
 *
 * @param asOf journeys are as they are then; empty while the clock shows nothing yet
 * @param interactions that were looked at
 * @param changed journeys that would be otherwise, those that would come and those that would go among them
 * @param states all of them, in their order
 * @param toGoal how long achieved journeys take
 * @param moments those of the definition in its order, then those that it no longer has
 * @param signals all kinds, in their order
 * @param moves what becomes of journeys, most changed ones first
 */
public record Preview(
        Prospect prospect,
        Coverage coverage,
        Optional<Instant> asOf,
        long interactions,
        Compared journeys,
        long changed,
        List<State> states,
        Took toGoal,
        List<Moment> moments,
        List<Signalled> signals,
        List<Move> moves) {

    public Preview {
        states = List.copyOf(states);
        moments = List.copyOf(moments);
        signals = List.copyOf(signals);
        moves = List.copyOf(moves);
    }

    /** A count as it is, and as it would be. */
    public record Compared(long before, long after) {}

    /** Lengths of time as they are, and as they would be; empty where there are none. */
    public record Took(Optional<TimeFigures> before, Optional<TimeFigures> after) {}

    /** Journeys in one state. */
    public record State(JourneyState state, Compared journeys) {}

    /**
     * A moment of truth.
     *
     * @param journeys that reach it
     * @param took from the beginning of the journey to it
     */
    public record Moment(String moment, Compared journeys, Took took) {}

    /**
     * What is noticed of one kind.
     *
     * @param journeys in which it is
     * @param times how often in all
     */
    public record Signalled(SignalKind kind, Compared journeys, Compared times) {}

    /**
     * Journeys that stand in one state and would stand in another, or the same.
     *
     * @param from empty when they are not there
     * @param to empty when they would not be there
     * @param changed those of them that would be otherwise in anything
     * @param examples some of those
     */
    public record Move(
            Optional<JourneyState> from,
            Optional<JourneyState> to,
            long journeys,
            long changed,
            List<Example> examples) {

        public Move {
            examples = List.copyOf(examples);
        }
    }

    /** A journey, and in words what would be otherwise about it. */
    public record Example(UUID journey, UUID customer, List<String> changes) {

        public Example {
            changes = List.copyOf(changes);
        }
    }
}
