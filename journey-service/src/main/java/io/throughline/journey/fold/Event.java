package io.throughline.journey.fold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that had to do with a journey, with what it changed. */
public sealed interface Event {

    Instant at();

    /** In their order; none when nothing changed but what the journey adds up to. */
    List<Transition> transitions();

    /** What it gave to notice. */
    List<SignalKind> signals();

    /**
     * An interaction of the journey.
     *
     * @param rules that it matched, one at least
     * @param stage into which it led the journey; empty when it led into none
     * @param contextPassed it was a handover, and the channel that took over had read the context
     */
    record Occurred(
            Interaction interaction,
            List<Rule> rules,
            Optional<String> stage,
            List<Transition> transitions,
            List<SignalKind> signals,
            boolean contextPassed)
            implements Event {

        public Occurred {
            rules = List.copyOf(rules);
            transitions = List.copyOf(transitions);
            signals = List.copyOf(signals);
        }

        @Override
        public Instant at() {
            return interaction.occurredAt();
        }
    }

    /** From then on the journey followed another version of its definition. */
    record Migrated(Instant at, int from, int to) implements Event {

        @Override
        public List<Transition> transitions() {
            return List.of();
        }

        @Override
        public List<SignalKind> signals() {
            return List.of();
        }
    }

    /** A deadline that nothing kept from passing. */
    record Passed(Instant at, List<Transition> transitions, List<SignalKind> signals) implements Event {

        public Passed {
            transitions = List.copyOf(transitions);
            signals = List.copyOf(signals);
        }
    }
}
