package io.throughline.journey.definition;

import io.throughline.journey.fold.Condition;
import io.throughline.kit.condition.ConditionException;
import io.throughline.kit.condition.ConditionLanguage;
import io.throughline.kit.document.Field;
import io.throughline.kit.document.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Compiles what the rules of a definition say under {@code when}. */
final class Conditions {

    private static final ConditionLanguage LANGUAGE = ConditionLanguage.declaring(
            Map.of("interaction", InteractionVariables.TYPE, "journey", JourneyVariables.TYPE));

    private static final Pattern REACHED = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\")\\s+in\\s+journey\\.reached");

    private Conditions() {}

    /** What {@code when} says; holds always when it is left out. Notes what is wrong with it. */
    static Condition compile(Field<String> when, List<String> moments) {
        return when.optional().map(expression -> compile(expression, when, moments)).orElse(Condition.ALWAYS);
    }

    private static Condition compile(String expression, Field<String> when, List<String> moments) {
        checkMoments(expression, when, moments);
        try {
            var condition = LANGUAGE.compile(expression);
            return (interaction, journey) -> condition.holds(Map.of(
                    "interaction", InteractionVariables.of(interaction),
                    "journey", JourneyVariables.of(interaction, journey)));
        } catch (ConditionException wrong) {
            wrong.mistakes().forEach(mistake -> when.problem(
                    mistake.line(), mistake.message() + " (column " + mistake.column() + ")", mistake.hint()));
            return Condition.ALWAYS;
        }
    }

    /** CEL takes any text for the name of a moment; a wrong one would never be reached. */
    private static void checkMoments(String expression, Field<String> when, List<String> moments) {
        REACHED.matcher(expression).results().forEach(found -> {
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
