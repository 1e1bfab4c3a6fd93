package io.throughline.kit.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values without which a condition cannot hold: those that a part of it needs which must be true and knows no other way
 * out. They are looked for before the condition is evaluated, because finding a value missing during the evaluation costs
 * a hundred times as much.
 */
final class NeededValues {

    private static final String AND = "_&&_";
    private static final String INDEX = "_[_]";

    /** What may be true although a part of it cannot be told. */
    private static final Set<String> LENIENT = Set.of(AND, "_||_", "_?_:_", "@not_strictly_false");

    private final List<List<String>> paths;

    private NeededValues(Set<List<String>> paths) {
        this.paths = List.copyOf(paths);
    }

    /** @param variables those declared; other names stand for CEL's own types */
    static NeededValues of(CelExpr expression, Set<String> variables) {
        var paths = new LinkedHashSet<List<String>>();
        collect(expression, paths);
        paths.removeIf(path -> !variables.contains(path.getFirst()));
        return new NeededValues(paths);
    }

    /** Whether all are among {@code variables}; if not, the condition does not hold. */
    boolean areIn(Map<String, Object> variables) {
        for (var path : paths) {
            Object value = variables;
            for (var name : path) {
                if (!(value instanceof Map<?, ?> map)) {
                    return false;
                }
                value = map.get(name);
            }
            if (value == null) {
                return false;
            }
        }
        return true;
    }

    private static void collect(CelExpr expression, Set<List<String>> paths) {
        if (isCall(expression, AND)) {
            expression.call().args().forEach(part -> collect(part, paths));
            return;
        }
        var needed = new LinkedHashSet<List<String>>();
        if (isStrict(expression, needed)) {
            paths.addAll(needed);
        }
    }

    /** Whether {@code expression} cannot be told as soon as any part of it cannot; collects the paths that it reads. */
    static boolean isStrict(CelExpr expression, Set<List<String>> needed) {
        path(expression).ifPresent(needed::add);
        return switch (expression.exprKind().getKind()) {
            case CONSTANT, IDENT -> true;
            case SELECT -> !expression.select().testOnly() && isStrict(expression.select().operand(), needed);
            case CALL -> isStrict(expression.call(), needed);
            case LIST -> expression.list().elements().stream().allMatch(element -> isStrict(element, needed));
            case MAP, STRUCT, COMPREHENSION, NOT_SET -> false;
        };
    }

    private static boolean isStrict(CelCall call, Set<List<String>> needed) {
        return !LENIENT.contains(call.function())
                && call.target().map(target -> isStrict(target, needed)).orElse(true)
                && call.args().stream().allMatch(argument -> isStrict(argument, needed));
    }

    /** {@code a.b['c']} as a, b, c; empty when it is nothing like that. */
    static Optional<List<String>> path(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case IDENT -> Optional.of(List.of(expression.ident().name()));
            case SELECT -> path(expression.select().operand(), expression.select().field());
            case CALL -> isCall(expression, INDEX)
                    ? text(expression.call().args().get(1))
                            .flatMap(key -> path(expression.call().args().get(0), key))
                    : Optional.empty();
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> Optional.empty();
        };
    }

    /** The field {@code field} of the path {@code of}. */
    static Optional<List<String>> path(CelExpr of, String field) {
        return path(of).map(front -> {
            var whole = new ArrayList<>(front);
            whole.add(field);
            return List.copyOf(whole);
        });
    }

    private static Optional<String> text(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    private static boolean isCall(CelExpr expression, String function) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(function);
    }
}
