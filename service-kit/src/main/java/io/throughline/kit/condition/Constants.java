package io.throughline.kit.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates the parts of a condition that depend on nothing. */
final class Constants {

    /** What a part is that cannot be told, such as {@code 1 / 0}. */
    static final Object UNTOLD = new Object();

    private final CelAbstractSyntaxTree tree;
    private final CelRuntime runtime;

    /** By the id of the part. */
    private final Map<Long, Object> known = new ConcurrentHashMap<>();

    Constants(CelAbstractSyntaxTree tree, CelRuntime runtime) {
        this.tree = tree;
        this.runtime = runtime;
    }

    /** What {@code part} always is, possibly {@link #UNTOLD}; empty when it depends on something. */
    Optional<Object> of(CelExpr part) {
        return dependsOnNothing(part) ? Optional.of(known.computeIfAbsent(part.id(), _ -> evaluate(part))) : Optional.empty();
    }

    private static boolean dependsOnNothing(CelExpr part) {
        return switch (part.exprKind().getKind()) {
            case CONSTANT -> true;
            case CALL -> part.call().target().map(Constants::dependsOnNothing).orElse(true)
                    && part.call().args().stream().allMatch(Constants::dependsOnNothing);
            case LIST -> part.list().elements().stream().allMatch(Constants::dependsOnNothing);
            case IDENT, SELECT, MAP, STRUCT, COMPREHENSION, NOT_SET -> false;
        };
    }

    private Object evaluate(CelExpr part) {
        try {
            var checked = CelAbstractSyntaxTree.newCheckedAst(
                    part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
            return Values.plain(runtime.createProgram(checked).eval());
        } catch (CelEvaluationException | RuntimeException cannotBeTold) {
            // What a condition is made of may have no value; then neither has the part, whenever it is asked.
            return UNTOLD;
        }
    }
}
