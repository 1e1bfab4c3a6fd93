package io.throughline.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression says, whatever its layout: two that say the same have equal forms.
 *
 * @param hash of the parts, so that the many that differ are told apart at once
 */
record Form(int hash, List<Object> parts) {

    static Form of(CelExpr expression) {
        var parts = parts(expression);
        return new Form(parts.hashCode(), parts);
    }

    private static List<Object> parts(CelExpr expression) {
        var form = new ArrayList<>();
        form.add(expression.exprKind().getKind());
        switch (expression.exprKind().getKind()) {
            case CONSTANT -> form.add(expression.constant());
            case IDENT -> form.add(expression.ident().name());
            case SELECT -> {
                form.add(parts(expression.select().operand()));
                form.add(expression.select().field());
                form.add(expression.select().testOnly());
            }
            case CALL -> {
                form.add(expression.call().function());
                expression.call().target().ifPresent(target -> form.add(List.of(parts(target))));
                expression.call().args().forEach(argument -> form.add(parts(argument)));
            }
            case LIST -> expression.list().elements().forEach(element -> form.add(parts(element)));
            case MAP -> expression.map().entries().forEach(entry -> {
                form.add(parts(entry.key()));
                form.add(parts(entry.value()));
            });
            case COMPREHENSION -> add(form, expression.comprehension());
            case STRUCT, NOT_SET -> form.add(expression.id());
        }
        return form;
    }

    private static void add(List<Object> form, CelComprehension loop) {
        form.add(loop.iterVar());
        form.add(parts(loop.iterRange()));
        form.add(parts(loop.accuInit()));
        form.add(parts(loop.loopCondition()));
        form.add(parts(loop.loopStep()));
        form.add(parts(loop.result()));
    }
}
