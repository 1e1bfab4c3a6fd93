package io.throughline.kit.condition;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Lets {@code attributes.amount * 2} be what its writer means: CEL by itself calculates with two whole numbers or with two
 * others, never with one of each.
 */
final class MixedArithmetic {

    private static final Map<String, DoubleBinaryOperator> OPERATORS = Map.of(
            "_+_", (left, right) -> left + right,
            "_-_", (left, right) -> left - right,
            "_*_", (left, right) -> left * right,
            "_/_", (left, right) -> left / right);

    private static final Map<String, String> NAMES =
            Map.of("_+_", "add", "_-_", "subtract", "_*_", "multiply", "_/_", "divide");

    private MixedArithmetic() {}

    static List<CelFunctionDecl> declarations() {
        return OPERATORS.keySet().stream()
                .map(operator -> CelFunctionDecl.newFunctionDeclaration(
                        operator,
                        CelOverloadDecl.newGlobalOverload(
                                wholeFirst(operator), SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                        CelOverloadDecl.newGlobalOverload(
                                wholeLast(operator), SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT)))
                .toList();
    }

    static List<CelFunctionBinding> bindings() {
        var bindings = new ArrayList<CelFunctionBinding>();
        OPERATORS.forEach((operator, calculate) -> {
            bindings.add(CelFunctionBinding.from(
                    wholeFirst(operator), Long.class, Double.class, (left, right) ->
                            calculate.applyAsDouble(left, right)));
            bindings.add(CelFunctionBinding.from(
                    wholeLast(operator), Double.class, Long.class, (left, right) ->
                            calculate.applyAsDouble(left, right)));
        });
        return bindings;
    }

    private static String wholeFirst(String operator) {
        return "throughline_" + NAMES.get(operator) + "_int64_double";
    }

    private static String wholeLast(String operator) {
        return "throughline_" + NAMES.get(operator) + "_double_int64";
    }
}
