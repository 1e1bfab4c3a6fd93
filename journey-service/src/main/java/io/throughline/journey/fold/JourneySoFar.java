package io.throughline.journey.fold;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a condition may ask about the journey, before the interaction that is being applied. */
public interface JourneySoFar {

    /** No journey is under way. */
    JourneySoFar NONE = new JourneySoFar() {

        @Override
        public Optional<JourneyState> state() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> startedAt() {
            return Optional.empty();
        }

        @Override
        public long interactions() {
            return 0;
        }

        @Override
        public long handovers() {
            return 0;
        }

        @Override
        public String lastTouchpoint() {
            return "";
        }

        @Override
        public String lastChannel() {
            return "";
        }

        @Override
        public Set<String> reached() {
            return Set.of();
        }
    };

    Optional<JourneyState> state();

    Optional<Instant> startedAt();

    long interactions();

    long handovers();

    /** Empty before the first interaction. */
    String lastTouchpoint();

    /** Empty before the first interaction. */
    String lastChannel();

    /** The moments of truth that were reached, by name. */
    Set<String> reached();
}
