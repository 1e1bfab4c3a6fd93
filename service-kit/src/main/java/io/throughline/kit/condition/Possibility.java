package io.throughline.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a condition can hold at all: it is taken apart into the cases in which it would, each a value for every path that it
 * compares, and cases that contradict themselves or what is known are struck out. What is not understood counts as possible.
 */
final class Possibility {

    /** Beyond so many cases all counts as possible. */
    private static final int MOST = 256;

    private static final Map<String, String> OPPOSITE =
            Map.of("_==_", "_!=_", "_!=_", "_==_", "_<_", "_>=_", "_>=_", "_<_", "_>_", "_<=_", "_<=_", "_>_");

    private static final Map<String, String> TURNED =
            Map.of("_==_", "_==_", "_!=_", "_!=_", "_<_", "_>_", "_>_", "_<_", "_<=_", "_>=_", "_>=_", "_<=_");

    /** One way in which it would hold; by path, what must be there. */
    private record Case(Map<List<String>, Values> values) {

        static final Case ANY = new Case(Map.of());
    }

    private final Constants constants;
    private final Facts facts;

    Possibility(Constants constants, Facts facts) {
        this.constants = constants;
        this.facts = facts;
    }

    boolean canHold(CelExpr condition) {
        return !cases(condition, true).isEmpty();
    }

    /** The cases in which {@code part} is {@code wanted}. */
    private List<Case> cases(CelExpr part, boolean wanted) {
        var constant = constants.of(part);
        if (constant.isPresent()) {
            return constant.get().equals(wanted) ? List.of(Case.ANY) : List.of();
        }
        return switch (part.exprKind().getKind()) {
            case CALL -> cases(part, part.call(), wanted);
            case SELECT -> part.select().testOnly()
                    ? presence(NeededValues.path(part.select().operand(), part.select().field()), wanted)
                    : truth(part, wanted);
            case IDENT, CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> needed(part);
        };
    }

    private List<Case> cases(CelExpr part, CelCall call, boolean wanted) {
        var args = call.args();
        return switch (call.function()) {
            case "_&&_" -> wanted ? all(args, true) : any(args, false);
            case "_||_" -> wanted ? any(args, true) : all(args, false);
            case "!_" -> cases(args.getFirst(), !wanted);
            case "_?_:_" -> choice(args, wanted);
            case "@in" -> membership(part, args.get(0), args.get(1), wanted);
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
                    comparison(part, wanted ? call.function() : OPPOSITE.get(call.function()));
            case "_[_]" -> truth(part, wanted);
            default -> needed(part);
        };
    }

    private List<Case> all(List<CelExpr> parts, boolean wanted) {
        var all = List.of(Case.ANY);
        for (var part : parts) {
            all = both(all, cases(part, wanted));
        }
        return all;
    }

    private List<Case> any(List<CelExpr> parts, boolean wanted) {
        var any = new ArrayList<Case>();
        parts.forEach(part -> any.addAll(cases(part, wanted)));
        return any.size() > MOST ? List.of(Case.ANY) : any;
    }

    private List<Case> choice(List<CelExpr> args, boolean wanted) {
        var chosen = new ArrayList<>(both(cases(args.get(0), true), cases(args.get(1), wanted)));
        chosen.addAll(both(cases(args.get(0), false), cases(args.get(2), wanted)));
        return chosen;
    }

    private List<Case> both(List<Case> left, List<Case> right) {
        if ((long) left.size() * right.size() > MOST) {
            return List.of(Case.ANY);
        }
        var both = new ArrayList<Case>();
        for (var one : left) {
            right.forEach(other -> both(one, other).ifPresent(both::add));
        }
        return both;
    }

    private Optional<Case> both(Case left, Case right) {
        var values = new HashMap<>(left.values);
        for (var entry : right.values.entrySet()) {
            var path = entry.getKey();
            var together = values.merge(path, entry.getValue(), Values::and);
            if (together.isEmpty() || !facts.allow(path, together)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Case(values));
    }

    private List<Case> only(List<String> path, Values values) {
        return both(List.of(Case.ANY), List.of(new Case(Map.of(path, values))));
    }

    private List<Case> presence(Optional<List<String>> path, boolean wanted) {
        return path.map(found -> only(found, wanted ? Values.ANY : Values.MISSING)).orElse(List.of(Case.ANY));
    }

    private List<Case> truth(CelExpr part, boolean wanted) {
        return NeededValues.path(part).map(path -> only(path, Values.among(Set.of(wanted)))).orElseGet(() -> needed(part));
    }

    private List<Case> comparison(CelExpr part, String operator) {
        var left = part.call().args().get(0);
        var right = part.call().args().get(1);
        return compared(left, operator, right)
                .or(() -> compared(right, TURNED.get(operator), left))
                .orElseGet(() -> needed(part));
    }

    private Optional<List<Case>> compared(CelExpr left, String operator, CelExpr right) {
        var path = NeededValues.path(left);
        var constant = constants.of(right);
        if (path.isEmpty() || constant.isEmpty()) {
            return Optional.empty();
        }
        if (constant.get() == Constants.UNTOLD) {
            return Optional.of(List.of());
        }
        var values = switch (operator) {
            case "_==_" -> Optional.of(Values.among(Set.of(constant.get())));
            case "_!=_" -> Optional.of(Values.except(Set.of(constant.get())));
            default -> constant.get() instanceof Double number
                    ? Values.compared(operator, number)
                    : Optional.of(Values.ANY);
        };
        return values.map(found -> only(path.get(), found));
    }

    private List<Case> membership(CelExpr part, CelExpr item, CelExpr range, boolean wanted) {
        var items = constants.of(range);
        var path = NeededValues.path(item);
        if (path.isPresent() && items.isPresent() && items.get() instanceof List<?> list) {
            var values = new HashSet<Object>(list);
            return only(path.get(), wanted ? Values.among(values) : Values.except(values));
        }
        var map = NeededValues.path(range);
        if (map.isPresent() && constants.of(item).orElse(null) instanceof String key) {
            return both(presence(map, true), presence(NeededValues.path(range, key), wanted));
        }
        return needed(part);
    }

    /** What is not understood is possible, if what it cannot do without is there. */
    private List<Case> needed(CelExpr part) {
        var paths = new LinkedHashSet<List<String>>();
        if (!NeededValues.isStrict(part, paths)) {
            return List.of(Case.ANY);
        }
        var cases = List.of(Case.ANY);
        for (var path : paths) {
            cases = both(cases, only(path, Values.ANY));
        }
        return cases;
    }
}
