package io.throughline.journey.conformance;

import io.throughline.journey.fold.Rule;
import java.util.List;
import java.util.Optional;

/** Something that occurred to a journey, or beside it. */
sealed interface Happening {

    String touchpoint();

    /**
     * The journey took it.
     *
     * @param rules of the journey's version that it matched, one at least
     * @param stage into which it led the journey; empty when it led into none
     * @param afterEnd the journey had ended before, and did not go on for it
     */
    record Taken(String touchpoint, List<Rule> rules, Optional<String> stage, boolean afterEnd) implements Happening {

        public Taken {
            rules = List.copyOf(rules);
        }
    }

    /** It occurred while the journey was under way, to the same key, and no rule matched it. */
    record PassedBy(String touchpoint) implements Happening {}
}
