package io.throughline.kit.condition;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CEL over declared variables: what a rule's {@code when} may say.
 *
 * <p>Numbers compare and calculate with each other whether they are whole or not. Of the macros there are {@code has},
 * {@code exists}, {@code exists_one} and {@code all}; texts and lists cannot be joined, so that no condition makes more than
 * it was given. There is no function that tells the time. An expression is at most {@value #LONGEST} characters long, and
 * one that would look at more than {@value #MOST_ITERATIONS} items does not hold.
 */
public final class ConditionLanguage {

    /** In characters. */
    public static final int LONGEST = 2_000;

    /** Over all its macros together. */
    public static final int MOST_ITERATIONS = 1_000;

    /** In places; see {@link RegexSize}. */
    static final int LARGEST_REGEX = 10_000;

    private static final int DEEPEST = 32;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .enableTimestampEpoch(true)
            .enableUnsignedLongs(true)
            .enableHomogeneousLiterals(false)
            .enableStringConcatenation(false)
            .enableListConcatenation(false)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseErrorRecoveryLimit(3)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    /** Joining makes values that grow; without it a condition's cost is bounded by what it is given. */
    private static final Set<Arithmetic> JOINING =
            EnumSet.of(Arithmetic.ADD_STRING, Arithmetic.ADD_BYTES, Arithmetic.ADD_LIST);

    private static final Set<String> CALCULATING = Set.of("_+_", "_-_", "_*_", "_/_", "_%_", "-_");

    private final Set<String> variables;
    private final Sizes sizes;
    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CelValidator literals;
    private final Mistakes mistakes;

    private ConditionLanguage(Map<String, ValueType> variables) {
        this.variables = Set.copyOf(variables.keySet());
        this.sizes = new Sizes(variables);
        var types = new CelTypes();
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .filterFunctions((_, overload) -> !JOINING.contains(overload))
                        .build())
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.ALL)
                .addFunctionDeclarations(MixedArithmetic.declarations());
        variables.forEach((name, type) -> builder.addVar(name, types.of(type)));
        this.compiler = builder.setTypeProvider(types).build();
        this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addFunctionBindings(MixedArithmetic.bindings())
                .build();
        // The validators know only CEL's own representation of times and durations.
        var literal = CelRuntimeFactory.standardCelRuntimeBuilder().build();
        this.literals = CelValidatorFactory.standardCelValidatorBuilder(compiler, literal)
                .addAstValidators(
                        RegexLiteralValidator.INSTANCE,
                        TimestampLiteralValidator.INSTANCE,
                        DurationLiteralValidator.INSTANCE)
                .build();
        this.mistakes = new Mistakes(variables.keySet(), types.fields());
    }

    /** The language in which {@code variables} can be asked about. */
    public static ConditionLanguage declaring(Map<String, ValueType> variables) {
        return new ConditionLanguage(variables);
    }

    /** Compiles {@code expression}, which is either true or false. */
    public Condition compile(String expression) throws ConditionException {
        var tree = tree(compiler.compile(expression));
        if (tree.getResultType().kind() != CelKind.BOOL && tree.getResultType().kind() != CelKind.DYN) {
            throw new ConditionException(List.of(Mistakes.notTrueOrFalse(tree.getResultType().name())));
        }
        if (isNumber(tree.getExpr())) {
            throw new ConditionException(List.of(Mistakes.notTrueOrFalse("number")));
        }
        refuseLargeRegexes(tree);
        tree = tree(literals.validate(tree));
        try {
            return new CompiledCondition(
                    expression,
                    tree,
                    CostEstimate.of(tree, sizes),
                    new Constants(tree, runtime),
                    NeededValues.of(tree.getExpr(), variables),
                    runtime.createProgram(tree));
        } catch (CelEvaluationException impossible) {
            throw new IllegalStateException("what was checked makes no program", impossible);
        }
    }

    /** Compiling one that becomes large would itself take what it becomes. */
    private static void refuseLargeRegexes(CelAbstractSyntaxTree tree) throws ConditionException {
        var tooLarge = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CALL && part.call().function().equals("matches"))
                .flatMap(part -> part.call().args().stream())
                .filter(part -> RegexSize.ofConstant(part).orElse(0) > LARGEST_REGEX)
                .map(part -> Mistakes.regexTooLarge(tree.getSource(), part.id()))
                .toList();
        if (!tooLarge.isEmpty()) {
            throw new ConditionException(tooLarge);
        }
    }

    /** What is calculated is a number, though the type of what it is calculated from may not be known. */
    private static boolean isNumber(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && CALCULATING.contains(expression.call().function());
    }

    private CelAbstractSyntaxTree tree(CelValidationResult result) throws ConditionException {
        try {
            return result.getAst();
        } catch (CelValidationException invalid) {
            throw new ConditionException(mistakes.of(invalid.getErrors()));
        }
    }
}
