package io.throughline.journey.definition;

import io.throughline.kit.condition.Condition;
import io.throughline.kit.condition.ConditionException;
import io.throughline.kit.condition.ConditionLanguage;
import io.throughline.kit.condition.CustomerConditions;
import io.throughline.kit.condition.Facts;
import io.throughline.kit.document.Field;
import io.throughline.kit.document.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compiles what a definition says under {@code when}. */
final class Conditions {

    private static final ConditionLanguage OF_RULES = ConditionLanguage.declaring(
            Map.of("interaction", InteractionVariables.TYPE, "journey", JourneyVariables.TYPE));

    private static final Pattern REACHED = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\")\\s+in\\s+journey\\.reached");

    private Conditions() {}

    /** What {@code when} says of an interaction and the journey before it. Notes what is wrong with it. */
    static When compile(Field<String> when, List<String> moments) {
        if (!when.isGiven()) {
            return When.ALWAYS;
        }
        var compiled = compile(OF_RULES, when);
        return new When(Optional.of(when), knowsMoments(when, moments) ? compiled : Optional.empty());
    }

    /** Notes what is wrong with {@code when} as a condition over a customer, which others ask. */
    static void overCustomer(Field<String> when) {
        var compiled = compile(CustomerConditions.LANGUAGE, when);
        compiled.flatMap(condition -> condition.whyNever(Facts.NONE))
                .ifPresent(why -> when.problem("can never hold, since " + why, "nobody is such a customer: correct it"));
        compiled.map(Condition::cost)
                .filter(cost -> cost > CostChecks.MOST)
                .ifPresent(cost -> when.problem(
                        String.format(
                                Locale.ROOT, "could cost %,d to ask of one customer; the limit is %,d", cost, CostChecks.MOST),
                        CostChecks.HINT));
    }

    private static Optional<Condition> compile(ConditionLanguage language, Field<String> when) {
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
    private static boolean knowsMoments(Field<String> when, List<String> moments) {
        var unknown = REACHED.matcher(when.orElse(""))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(moment -> !moments.contains(moment))
                .toList();
        unknown.forEach(moment -> when.problem(
                "there is no moment `" + moment + "`",
                Suggestion.didYouMean(moment, moments, moments.isEmpty()
                        ? "this journey names no moments"
                        : "moments are " + String.join(", ", moments))));
        return unknown.isEmpty();
    }
}
