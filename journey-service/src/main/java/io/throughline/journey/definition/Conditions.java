package io.throughline.journey.definition;

import static io.throughline.kit.condition.ValueType.ANYTHING;
import static io.throughline.kit.condition.ValueType.mapOf;
import static io.throughline.kit.condition.ValueType.structure;

import io.throughline.journey.fold.Condition;
import io.throughline.kit.condition.ConditionException;
import io.throughline.kit.condition.ConditionLanguage;
import io.throughline.kit.document.Field;
import io.throughline.kit.document.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compiles what a definition says under {@code when}. */
final class Conditions {

    private static final ConditionLanguage OF_RULES = ConditionLanguage.declaring(
            Map.of("interaction", InteractionVariables.TYPE, "journey", JourneyVariables.TYPE));

    private static final ConditionLanguage OF_PERSONAS =
            ConditionLanguage.declaring(Map.of("customer", structure("customer", Map.of("attributes", mapOf(ANYTHING)))));

    private static final Pattern REACHED = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\")\\s+in\\s+journey\\.reached");

    private Conditions() {}

    /** What {@code when} says; holds always when it is left out. Notes what is wrong with it. */
    static Condition compile(Field<String> when, List<String> moments) {
        checkMoments(when, moments);
        return compile(OF_RULES, when).map(Conditions::ofRule).orElse(Condition.ALWAYS);
    }

    /** Notes what is wrong with {@code when} as a condition over a customer, which others ask. */
    static void overCustomer(Field<String> when) {
        compile(OF_PERSONAS, when);
    }

    private static Condition ofRule(io.throughline.kit.condition.Condition condition) {
        return (interaction, journey) -> condition.holds(Map.of(
                "interaction", InteractionVariables.of(interaction),
                "journey", JourneyVariables.of(interaction, journey)));
    }

    private static Optional<io.throughline.kit.condition.Condition> compile(ConditionLanguage language, Field<String> when) {
        if (when.optional().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(language.compile(when.required()));
        } catch (ConditionException wrong) {
            wrong.mistakes().forEach(mistake -> when.problem(
                    mistake.line(), mistake.message() + " (column " + mistake.column() + ")", mistake.hint()));
            return Optional.empty();
        }
    }

    /** CEL takes any text for the name of a moment; a wrong one would never be reached. */
    private static void checkMoments(Field<String> when, List<String> moments) {
        REACHED.matcher(when.orElse("")).results().forEach(found -> {
            var moment = found.group(1) == null ? found.group(2) : found.group(1);
            if (!moments.contains(moment)) {
                when.problem(
                        "there is no moment `" + moment + "`",
                        Suggestion.didYouMean(moment, moments, moments.isEmpty()
                                ? "this journey names no moments"
                                : "moments are " + String.join(", ", moments)));
            }
        });
    }
}
