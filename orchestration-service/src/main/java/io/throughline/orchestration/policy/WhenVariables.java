package io.throughline.orchestration.policy;

import static io.throughline.kit.condition.ValueType.DURATION;
import static io.throughline.kit.condition.ValueType.NUMBER;
import static io.throughline.kit.condition.ValueType.TIME;
import static io.throughline.kit.condition.ValueType.WHOLE;
import static io.throughline.kit.condition.ValueType.text;

import io.throughline.kit.condition.ValueType;
import io.throughline.orchestration.decision.core.Customer;
import io.throughline.orchestration.decision.core.Journey;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.Tally;
import io.throughline.orchestration.decision.core.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a policy's condition may ask about: counts and measures, ids of definitions and channels, nothing personal. */
final class WhenVariables {

    private static final Map<String, ValueType> TALLY = Map.of(
            "interactions", WHOLE,
            "handovers", WHOLE,
            "nps_promoters", WHOLE,
            "nps_passives", WHOLE,
            "nps_detractors", WHOLE,
            "csat_answers", WHOLE,
            "csat_mean", NUMBER,
            "ces_answers", WHOLE,
            "ces_mean", NUMBER,
            "last_channel", text(64));

    private static final ValueType COUNTS = ValueType.structure(
            "counts",
            Map.of(
                    "total", WHOLE,
                    "active", WHOLE,
                    "stalled", WHOLE,
                    "achieved", WHOLE,
                    "abandoned", WHOLE,
                    "exited", WHOLE));

    /** The variables by name. */
    static final Map<String, ValueType> TYPES = Map.of(
            "customer",
                    ValueType.structure(
                            "customer", with(TALLY, Map.of("journeys", COUNTS, "of", ValueType.mapOf(COUNTS)))),
            "journey",
                    ValueType.structure(
                            "journey",
                            with(
                                    TALLY,
                                    Map.of(
                                            "definition", text(64),
                                            "version", WHOLE,
                                            "state", text(16),
                                            "started_at", TIME,
                                            "last_interaction_at", TIME,
                                            "age", DURATION,
                                            "last_touchpoint", text(128)))),
            "transition",
                    ValueType.structure(
                            "transition",
                            Map.of("kind", text(16), "moment", text(64), "occurred_at", TIME, "age", DURATION)));

    private WhenVariables() {}

    /** Their values. */
    static Map<String, Object> of(Customer customer, Journey journey, Transition transition, Instant now) {
        return Map.of(
                "customer",
                customer(customer),
                "journey",
                journey(journey, now),
                "transition",
                Map.of(
                        "kind", word(transition.kind()),
                        "moment", transition.moment(),
                        "occurred_at", transition.occurredAt(),
                        "age", Duration.between(transition.occurredAt(), now)));
    }

    private static Map<String, Object> customer(Customer customer) {
        var values = tally(customer.tally());
        values.put("last_channel", customer.lastChannel());
        Map<JourneyState, Long> all = new TreeMap<>();
        for (var state : JourneyState.values()) {
            all.put(state, customer.count(state));
        }
        values.put("journeys", counts(all));
        values.put("of", new CountsOfDefinitions(customer.journeys()));
        return values;
    }

    private static Map<String, Object> journey(Journey journey, Instant now) {
        var values = tally(journey.tally());
        values.put("definition", journey.definition());
        values.put("version", (long) journey.version());
        values.put("state", word(journey.state()));
        values.put("started_at", journey.startedAt());
        values.put("last_interaction_at", journey.lastInteractionAt());
        values.put("age", Duration.between(journey.startedAt(), now));
        values.put("last_channel", journey.lastChannel());
        values.put("last_touchpoint", journey.lastTouchpoint());
        return values;
    }

    /** A mean without an answer is left out: a condition that needs it does not hold. */
    private static Map<String, Object> tally(Tally tally) {
        Map<String, Object> values = new HashMap<>();
        values.put("interactions", tally.interactions());
        values.put("handovers", tally.handovers());
        values.put("nps_promoters", tally.npsPromoters());
        values.put("nps_passives", tally.npsPassives());
        values.put("nps_detractors", tally.npsDetractors());
        values.put("csat_answers", tally.csatAnswers());
        values.put("ces_answers", tally.cesAnswers());
        if (tally.csatAnswers() > 0) {
            values.put("csat_mean", (double) tally.csatSum() / tally.csatAnswers());
        }
        if (tally.cesAnswers() > 0) {
            values.put("ces_mean", (double) tally.cesSum() / tally.cesAnswers());
        }
        return values;
    }

    private static Map<String, Object> counts(Map<JourneyState, Long> states) {
        Map<String, Object> counts = new HashMap<>();
        counts.put("total", states.values().stream().mapToLong(Long::longValue).sum());
        for (var state : JourneyState.values()) {
            counts.put(word(state), states.getOrDefault(state, 0L));
        }
        return counts;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, ValueType> with(Map<String, ValueType> some, Map<String, ValueType> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }

    /** Of a definition that the customer has no journey of, all counts are zero, so that a condition need not ask first. */
    private static final class CountsOfDefinitions extends AbstractMap<String, Object> {

        private final Map<String, Map<JourneyState, Long>> journeys;

        CountsOfDefinitions(Map<String, Map<JourneyState, Long>> journeys) {
            this.journeys = journeys;
        }

        @Override
        public boolean containsKey(Object definition) {
            return true;
        }

        @Override
        public Object get(Object definition) {
            return counts(journeys.getOrDefault(definition, Map.of()));
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return journeys.entrySet().stream()
                    .map(entry -> Map.<String, Object>entry(entry.getKey(), counts(entry.getValue())))
                    .collect(Collectors.toSet());
        }
    }
}
