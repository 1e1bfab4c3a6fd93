package io.throughline.journey.definition;

import static io.throughline.kit.condition.ValueType.DURATION;
import static io.throughline.kit.condition.ValueType.TEXT;
import static io.throughline.kit.condition.ValueType.TIME;
import static io.throughline.kit.condition.ValueType.TRUTH;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;

import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.JourneySoFar;
import io.throughline.kit.condition.ValueType;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a condition may ask about the journey, before the interaction that is being applied. */
record JourneyVariables(Interaction interaction, JourneySoFar journey) {

    static final ValueType TYPE = structure(
            "journey",
            Map.of(
                    "state", TEXT,
                    "started_at", TIME,
                    "elapsed", DURATION,
                    "interactions", WHOLE,
                    "handovers", WHOLE,
                    "last_touchpoint", TEXT,
                    "last_channel", TEXT,
                    "reached", mapOf(TRUTH)));

    private static final Map<String, Function<JourneyVariables, Object>> READERS = Map.of(
            "state", JourneyVariables::state,
            "started_at", variables -> variables.journey.startedAt().orElse(null),
            "elapsed", JourneyVariables::elapsed,
            "interactions", variables -> variables.journey.interactions(),
            "handovers", variables -> variables.journey.handovers(),
            "last_touchpoint", variables -> variables.journey.lastTouchpoint(),
            "last_channel", variables -> variables.journey.lastChannel(),
            "reached", variables -> new Reached(variables.journey));

    /** {@code journey}, to which {@code interaction} is being applied, as conditions see it. */
    static Map<String, Object> of(Interaction interaction, JourneySoFar journey) {
        return new Readable<>(new JourneyVariables(interaction, journey), READERS);
    }

    private String state() {
        return journey.state().map(state -> state.name().toLowerCase(Locale.ROOT)).orElse(null);
    }

    private Duration elapsed() {
        return journey.startedAt()
                .map(start -> Duration.between(start, interaction.occurredAt()))
                .orElse(null);
    }

    /** The moments of truth that were reached: {@code 'bill explained' in journey.reached}. */
    private static final class Reached extends AbstractMap<String, Object> {

        private final JourneySoFar journey;

        Reached(JourneySoFar journey) {
            this.journey = journey;
        }

        @Override
        public boolean containsKey(Object moment) {
            return moment instanceof String name && journey.hasReached(name);
        }

        @Override
        public Object get(Object moment) {
            return containsKey(moment) ? true : null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new UnsupportedOperationException("moments can be asked for by name only");
        }
    }
}
