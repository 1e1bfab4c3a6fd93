package io.throughline.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.List;

/** What an expression says, whatever its layout: two that say the same have equal forms. */
final class Form {

    private Form() {}

    static List<Object> of(CelExpr expression) {
        var form = new ArrayList<>();
        form.add(expression.exprKind().getKind());
        switch (expression.exprKind().getKind()) {
            case CONSTANT -> form.add(expression.constant());
            case IDENT -> form.add(expression.ident().name());
            case SELECT -> {
                form.add(of(expression.select().operand()));
                form.add(expression.select().field());
                form.add(expression.select().testOnly());
            }
            case CALL -> {
                form.add(expression.call().function());
                expression.call().target().ifPresent(target -> form.add(List.of(of(target))));
                expression.call().args().forEach(argument -> form.add(of(argument)));
            }
            case LIST -> expression.list().elements().forEach(element -> form.add(of(element)));
            case MAP -> expression.map().entries().forEach(entry -> {
                form.add(of(entry.key()));
                form.add(of(entry.value()));
            });
            case COMPREHENSION -> add(form, expression.comprehension());
            case STRUCT, NOT_SET -> form.add(expression.id());
        }
        return form;
    }

    private static void add(List<Object> form, CelComprehension loop) {
        form.add(loop.iterVar());
        form.add(of(loop.iterRange()));
        form.add(of(loop.accuInit()));
        form.add(of(loop.loopCondition()));
        form.add(of(loop.loopStep()));
        form.add(of(loop.result()));
    }
}
