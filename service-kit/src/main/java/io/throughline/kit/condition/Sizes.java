package io.throughline.kit.condition;

import io.throughline.kit.condition.ValueType.ListOf;
import io.throughline.kit.condition.ValueType.MapOf;
import io.throughline.kit.condition.ValueType.Simple;
import io.throughline.kit.condition.ValueType.Structure;
import io.throughline.kit.condition.ValueType.Text;
import java.util.List;
import java.util.Map;

/** How large the values of variables can be at most, in characters, with all that is in them. */
final class Sizes {

    private final Map<String, ValueType> variables;

    Sizes(Map<String, ValueType> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Of the value at {@code path}. */
    long of(List<String> path) {
        var type = variables.get(path.getFirst());
        for (var step : path.subList(1, path.size())) {
            type = switch (type) {
                case Structure structure -> structure.fields().get(step);
                case MapOf map -> map.value();
                case null -> null;
                default -> type;
            };
        }
        return type == null ? ValueType.LARGEST : of(type);
    }

    private static long of(ValueType type) {
        return switch (type) {
            case Text text -> text.longest();
            case Simple simple when simple != Simple.ANYTHING -> 1;
            case Simple _, MapOf _, ListOf _ -> ValueType.LARGEST;
            case Structure _ -> 1;
        };
    }
}
