package io.throughline.kit.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;

/** A condition as CEL compiled it. */
final class CompiledCondition implements Condition {

    private final String expression;
    private final CelAbstractSyntaxTree tree;
    private final long cost;
    private final Constants constants;
    private final NeededValues needed;
    private final CelRuntime.Program program;

    /** {@code null} before it is asked for. */
    private volatile Form form;

    CompiledCondition(
            String expression,
            CelAbstractSyntaxTree tree,
            long cost,
            Constants constants,
            NeededValues needed,
            CelRuntime.Program program) {
        this.expression = expression;
        this.tree = tree;
        this.cost = cost;
        this.constants = constants;
        this.needed = needed;
        this.program = program;
    }

    @Override
    public boolean holds(Map<String, Object> variables) {
        try {
            return needed.areIn(variables)
                    && Boolean.TRUE.equals(program.eval(name -> Optional.ofNullable(variables.get(name))));
        } catch (CelEvaluationException | RuntimeException cannotBeTold) {
            // A value is missing or of another type, a limit was reached: by contract it does not hold.
            return false;
        }
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public long cost() {
        return cost;
    }

    @Override
    public Optional<String> whyNever(Facts facts) {
        if (canHold(facts)) {
            return Optional.empty();
        }
        if (!canHold(Facts.NONE)) {
            return Optional.of("it contradicts itself");
        }
        return Optional.of(facts.list().stream()
                .filter(fact -> canHold(facts.without(fact)))
                .map(Facts.Fact::reason)
                .findFirst()
                .orElse("it asks for what is never so here"));
    }

    private boolean canHold(Facts facts) {
        return new Possibility(constants, facts).canHold(tree.getExpr());
    }

    @Override
    public boolean saysTheSameAs(Condition other) {
        return other instanceof CompiledCondition compiled && form().equals(compiled.form());
    }

    private Form form() {
        if (form == null) {
            form = Form.of(tree.getExpr());
        }
        return form;
    }
}
