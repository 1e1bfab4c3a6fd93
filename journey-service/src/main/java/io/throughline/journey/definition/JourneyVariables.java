package io.throughline.journey.definition;

import static io.throughline.kit.condition.ValueType.DURATION;
import static io.throughline.kit.condition.ValueType.TIME;
import static io.throughline.kit.condition.ValueType.TRUTH;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;
import static io.throughline.kit.condition.ValueType.text;

import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.JourneySoFar;
import io.throughline.kit.condition.ValueType;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a condition may ask about the journey, before the interaction that is being applied. */
final class JourneyVariables {

    static final ValueType TYPE = structure(
            "journey",
            Map.of(
                    "state", text(16),
                    "started_at", TIME,
                    "elapsed", DURATION,
                    "interactions", WHOLE,
                    "handovers", WHOLE,
                    "last_touchpoint", text(RuleReader.LONGEST_TOUCHPOINT),
                    "last_channel", text(64),
                    "reached", mapOf(TRUTH)));

    private static final Map<String, Function<JourneyVariables, Object>> READERS = Map.of(
            "state", JourneyVariables::state,
            "started_at", variables -> variables.journey.startedAt().orElse(null),
            "elapsed", JourneyVariables::elapsed,
            "interactions", variables -> variables.journey.interactions(),
            "handovers", variables -> variables.journey.handovers(),
            "last_touchpoint", variables -> variables.journey.lastTouchpoint(),
            "last_channel", variables -> variables.journey.lastChannel(),
            "reached", JourneyVariables::reached);

    private final Interaction interaction;
    private final JourneySoFar journey;

    /** Made once, however often a condition asks; {@code null} before it does. */
    private Map<String, Object> reached;

    private JourneyVariables(Interaction interaction, JourneySoFar journey) {
        this.interaction = interaction;
        this.journey = journey;
    }

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

    /** {@code 'bill explained' in journey.reached}. */
    private Map<String, Object> reached() {
        if (reached == null) {
            reached = journey.reached().stream().collect(Collectors.toMap(moment -> moment, _ -> true));
        }
        return reached;
    }
}
