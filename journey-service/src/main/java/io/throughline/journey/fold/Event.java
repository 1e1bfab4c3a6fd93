package io.throughline.journey.fold;

import java.time.Instant;
import java.util.List;

/** Something that had to do with a journey, with what it changed. */
public sealed interface Event {

    Instant at();

    /** In their order; none when nothing changed but what the journey adds up to. */
    List<Transition> transitions();

    /**
     * An interaction of the journey.
     *
     * @param rules that it matched, one at least
     */
    record Occurred(Interaction interaction, List<Rule> rules, List<Transition> transitions) implements Event {

        public Occurred {
            rules = List.copyOf(rules);
            transitions = List.copyOf(transitions);
        }

        @Override
        public Instant at() {
            return interaction.occurredAt();
        }
    }

    /** A deadline up to which nothing occurred. */
    record Passed(Instant at, List<Transition> transitions) implements Event {

        public Passed {
            transitions = List.copyOf(transitions);
        }
    }
}
