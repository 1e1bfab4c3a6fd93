package io.throughline.kit.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What asking a condition can cost at most, estimated from what was compiled and from how large values can be, before it is ever
 * asked.
 *
 * <p>The units are those of CEL's own estimation, by which Kubernetes refuses costly rules of its users: a step is 1, going
 * through a text a tenth for each character, a regular expression a quarter of its length for each of these. All macros together
 * go {@link ConditionLanguage#MOST_ITERATIONS} rounds at most, and the items of a list hold no more than the list.
 */
final class CostEstimate {

    private static final double OF_A_CHARACTER = 0.1;
    private static final double OF_A_PLACE = 0.25;
    private static final long OF_A_LIST = 10;
    private static final long OF_A_MAP = 30;

    /** In characters; a list of that many has half as many items. */
    private static final long SMALLEST_ITEM = 2;

    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_");
    private static final Set<String> READING_ALL =
            Set.of("size", "string", "int", "uint", "double", "bool", "bytes", "timestamp", "duration");

    private final CelAbstractSyntaxTree tree;
    private final Sizes sizes;

    /** How large the items are that loops go through, by the name of the loop's variable. */
    private final Map<String, Long> items = new HashMap<>();

    private CostEstimate(CelAbstractSyntaxTree tree, Sizes sizes) {
        this.tree = tree;
        this.sizes = sizes;
    }

    /** Of {@code tree}; {@link Long#MAX_VALUE} when there is no telling. */
    static long of(CelAbstractSyntaxTree tree, Sizes sizes) {
        double cost = new CostEstimate(tree, sizes).cost(tree.getExpr(), ConditionLanguage.MOST_ITERATIONS);
        return (long) Math.min(Long.MAX_VALUE, Math.ceil(cost));
    }

    /** @param rounds that loops may make at most */
    private double cost(CelExpr part, long rounds) {
        return switch (part.exprKind().getKind()) {
            case CONSTANT -> 0;
            case IDENT -> 1;
            case SELECT -> 1 + cost(part.select().operand(), rounds);
            case CALL -> cost(part.call(), rounds);
            case LIST -> OF_A_LIST + cost(part.list().elements(), rounds);
            case MAP -> OF_A_MAP
                    + part.map().entries().stream()
                            .mapToDouble(entry -> cost(entry.key(), rounds) + cost(entry.value(), rounds))
                            .sum();
            case COMPREHENSION -> cost(part.comprehension(), rounds);
            case STRUCT, NOT_SET -> Double.POSITIVE_INFINITY;
        };
    }

    private double cost(List<CelExpr> parts, long rounds) {
        return parts.stream().mapToDouble(part -> cost(part, rounds)).sum();
    }

    private double cost(CelCall call, long rounds) {
        var parts = new ArrayList<CelExpr>();
        call.target().ifPresent(parts::add);
        parts.addAll(call.args());
        return 1 + cost(parts, rounds) + own(call.function(), parts);
    }

    /** What the function does itself, with its parts at hand. */
    private double own(String function, List<CelExpr> parts) {
        if (COMPARISONS.contains(function)) {
            return comparison(parts.get(0), parts.get(1));
        }
        if (READING_ALL.contains(function)) {
            return OF_A_CHARACTER * size(parts.getFirst());
        }
        return switch (function) {
            case "contains" -> OF_A_CHARACTER * size(parts.get(0)) * Math.max(1, OF_A_CHARACTER * size(parts.get(1)));
            case "startsWith", "endsWith" -> OF_A_CHARACTER * size(parts.get(1));
            case "matches" -> OF_A_CHARACTER * (size(parts.get(0)) + 1) * Math.max(1, OF_A_PLACE * places(parts.get(1)));
            case "@in" -> kind(parts.get(1)) == CelKind.MAP ? 0 : search(parts.get(0), parts.get(1));
            default -> 0;
        };
    }

    private double search(CelExpr item, CelExpr list) {
        return length(list) + OF_A_CHARACTER * Math.min(size(list), length(list) * size(item));
    }

    /** Two of no declared type may be lists, whose items are compared one by one. */
    private double comparison(CelExpr left, CelExpr right) {
        long smaller = Math.min(size(left), size(right));
        return mayHaveParts(left) && mayHaveParts(right) ? smaller / (double) SMALLEST_ITEM : OF_A_CHARACTER * smaller;
    }

    private boolean mayHaveParts(CelExpr part) {
        return Set.of(CelKind.DYN, CelKind.LIST, CelKind.MAP).contains(kind(part));
    }

    private CelKind kind(CelExpr part) {
        return tree.getType(part.id()).map(type -> type.kind()).orElse(CelKind.DYN);
    }

    /** One that is not known may become anything. */
    private static long places(CelExpr regex) {
        return RegexSize.ofConstant(regex).orElse(RegexSize.MOST);
    }

    /**
     * The dearest is between many rounds with little in each, and one round with all that there is in it; both together are more
     * than anything between.
     */
    private double cost(CelComprehension loop, long rounds) {
        long most = Math.max(1, Math.min(rounds, length(loop.iterRange())));
        long all = size(loop.iterRange());
        double many = most * round(loop, Math.max(1, all / most), Math.max(1, rounds / most));
        double one = most == 1 ? 0 : round(loop, all, rounds);
        return 1 + cost(loop.iterRange(), rounds) + cost(loop.accuInit(), rounds) + many + one + cost(loop.result(), rounds);
    }

    private double round(CelComprehension loop, long itemSize, long rounds) {
        var before = items.put(loop.iterVar(), itemSize);
        items.put(loop.accuVar(), 1L);
        double cost = 1 + cost(loop.loopCondition(), rounds) + cost(loop.loopStep(), rounds);
        if (before == null) {
            items.remove(loop.iterVar());
        } else {
            items.put(loop.iterVar(), before);
        }
        return cost;
    }

    /** How many items it has at most. */
    private long length(CelExpr list) {
        return list.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST
                ? list.list().elements().size()
                : size(list) / SMALLEST_ITEM;
    }

    /** How many characters it holds at most, with all that is in it. */
    private long size(CelExpr part) {
        return switch (kind(part)) {
            case BOOL, INT, UINT, DOUBLE, DURATION, TIMESTAMP, NULL_TYPE, TYPE -> 1;
            default -> sizeOfParts(part);
        };
    }

    private long sizeOfParts(CelExpr part) {
        return switch (part.exprKind().getKind()) {
            case CONSTANT -> part.constant().getKind() == CelConstant.Kind.STRING_VALUE
                    ? part.constant().stringValue().length()
                    : 1;
            case IDENT -> items.getOrDefault(part.ident().name(), ValueType.LARGEST * 1L);
            case LIST -> part.list().elements().stream().mapToLong(this::size).sum();
            case SELECT -> inside(part, part.select().operand());
            case CALL -> switch (part.call().function()) {
                case "_[_]" -> inside(part, part.call().args().getFirst());
                case "_?_:_" -> Math.max(size(part.call().args().get(1)), size(part.call().args().get(2)));
                case "string", "bytes", "dyn" -> Math.max(32, size(part.call().args().getFirst()));
                default -> ValueType.LARGEST;
            };
            case MAP, STRUCT, COMPREHENSION, NOT_SET -> ValueType.LARGEST;
        };
    }

    /** Of a declared value as declared; of another no more than what it is a part of. */
    private long inside(CelExpr part, CelExpr whole) {
        var path = NeededValues.path(part);
        if (path.isPresent() && !items.containsKey(path.get().getFirst())) {
            return sizes.of(path.get());
        }
        return size(whole);
    }
}
