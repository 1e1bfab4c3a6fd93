package io.throughline.orchestration.policy;

import io.throughline.kit.condition.ConditionException;
import io.throughline.kit.condition.ConditionLanguage;
import io.throughline.kit.condition.Facts;
import io.throughline.orchestration.decision.core.Condition;
import io.throughline.orchestration.decision.core.Customer;
import io.throughline.orchestration.decision.core.Journey;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A policy's condition in CEL, which tells the values that it compared. */
final class When implements Condition {

    private static final ConditionLanguage LANGUAGE = ConditionLanguage.declaring(WhenVariables.TYPES);

    /** {@code customer.of["pay-bill"].stalled}. */
    private static final Pattern PATH = Pattern.compile(
            "\\b(?:customer|journey|transition)(?:\\.[a-z_][a-z0-9_]*|\\[\\s*(?:\"[^\"]*\"|'[^']*')\\s*\\])+");

    private static final Pattern STEP = Pattern.compile("\"([^\"]*)\"|'([^']*)'|[a-z_][a-z0-9_]*");

    private final io.throughline.kit.condition.Condition condition;
    private final List<String> paths;

    private When(io.throughline.kit.condition.Condition condition) {
        this.condition = condition;
        this.paths = PATH.matcher(condition.expression())
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    static When compile(String expression) throws ConditionException {
        return new When(LANGUAGE.compile(expression));
    }

    /** Why it can never hold; empty when it may. */
    Optional<String> whyNever() {
        return condition.whyNever(Facts.NONE);
    }

    /** What asking it can cost at most; see {@link io.throughline.kit.condition.Condition#cost}. */
    long cost() {
        return condition.cost();
    }

    @Override
    public Finding ask(Customer customer, Journey journey, Transition transition, Instant now) {
        var variables = WhenVariables.of(customer, journey, transition, now);
        boolean holds = condition.holds(variables);
        var compared = new LinkedHashMap<String, String>();
        paths.forEach(path -> compared.put(path, shown(lookUp(path, variables))));
        var values = compared.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
        return new Finding(
                holds,
                "`" + condition.expression().strip() + "` " + (holds ? "held" : "did not hold")
                        + (values.isEmpty() ? "" : ": " + values));
    }

    private static Object lookUp(String path, Map<String, Object> variables) {
        Object value = variables;
        for (var step : steps(path)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static List<String> steps(String path) {
        return STEP.matcher(path)
                .results()
                .map(step -> step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group())
                .toList();
    }

    private static String shown(Object value) {
        return switch (value) {
            case null -> "not known";
            case Duration duration -> Words.of(duration);
            case String text -> "'" + text + "'";
            default -> value.toString();
        };
    }
}
