package io.throughline.kit.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import io.throughline.kit.document.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Words the compiler's complaints for people who do not know the compiler. */
final class Mistakes {

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']*)'.*");
    private static final Pattern MISMATCH =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:mismatched input|extraneous input|no viable alternative at input|token recognition error at:)"
                    + " '(.*?)'(?: expecting .*)?",
            Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile(
            "(\\w+) validation failed\\. Reason: (?:evaluation error: )?([^\n]*).*", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("_?([^A-Za-z_]+)_?");

    private static final Set<String> CLOCKS = Set.of("now", "today", "time", "currentTime", "clock");
    private static final Set<String> MACROS_LEFT_OUT = Set.of("map", "filter");
    private static final Set<String> FUNCTIONS =
            Set.of("contains", "startsWith", "endsWith", "matches", "size", "has", "exists", "timestamp", "duration");
    private static final Map<String, String> SYNTAX_HINTS = Map.of(
            "=", "to compare, write ==",
            "and", "write &&",
            "&", "write &&",
            "or", "write ||",
            "|", "write ||",
            "not", "write !",
            "is", "write ==");

    private static final String DURATION = "a duration is written duration('48h'): in h, m and s, of which 48h30m is one";
    private static final String TIME = "a time is written timestamp('2026-01-31T00:00:00Z')";
    private static final Map<String, String> LITERAL_HINTS = Map.of("duration", DURATION, "timestamp", TIME);

    private final Set<String> variables;
    private final Set<String> fields;

    Mistakes(Set<String> variables, Set<String> fields) {
        this.variables = new TreeSet<>(variables);
        this.fields = fields;
    }

    static ConditionMistake notTrueOrFalse(String type) {
        return new ConditionMistake(
                1,
                1,
                "a condition must be true or false; this gives " + article(type),
                "compare it with something, as in a == b");
    }

    /** @param part of the expression whose source that is */
    static ConditionMistake regexTooLarge(CelSource source, long part) {
        var place = Optional.ofNullable(source.getPositionsMap().get(part)).flatMap(source::getOffsetLocation);
        return new ConditionMistake(
                place.map(CelSourceLocation::getLine).orElse(1),
                place.map(CelSourceLocation::getColumn).orElse(0) + 1,
                "the regular expression becomes too large: its repeats are written out",
                "repeat less: together at most " + ConditionLanguage.LARGEST_REGEX + " places");
    }

    /** The mistakes behind {@code issues}; of broken syntax the first only, since the rest follows from it. */
    List<ConditionMistake> of(List<CelIssue> issues) {
        return issues.stream()
                .filter(issue -> SYNTAX.matcher(issue.getMessage()).matches())
                .findFirst()
                .map(List::of)
                .orElse(issues)
                .stream()
                .map(this::of)
                .distinct()
                .toList();
    }

    private ConditionMistake of(CelIssue issue) {
        var message = issue.getMessage();
        var undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return at(issue, "`" + undeclared.group(1) + "` is not known", unknown(undeclared.group(1)));
        }
        var undefined = UNDEFINED.matcher(message);
        if (undefined.matches()) {
            var known = "fields are " + String.join(", ", fields);
            return at(
                    issue,
                    "there is no field `" + undefined.group(1) + "`",
                    Suggestion.didYouMean(undefined.group(1), fields, known));
        }
        var mismatch = MISMATCH.matcher(message);
        if (mismatch.matches()) {
            return at(
                    issue,
                    "`" + operator(mismatch.group(1)) + "` cannot be applied to " + mismatch.group(2),
                    "_+_".equals(mismatch.group(1)) ? "texts and lists cannot be joined" : literalOf(mismatch.group(2)));
        }
        var literal = LITERAL.matcher(message);
        if (literal.matches()) {
            var type = literal.group(1).toLowerCase(Locale.ROOT);
            return at(issue, "the " + type + " is wrong: " + literal.group(2), LITERAL_HINTS.getOrDefault(type, ""));
        }
        return syntax(issue)
                .orElseGet(() -> at(
                        issue,
                        message.lines().findFirst().orElse(message),
                        message.contains("code point size")
                                ? "a condition is at most " + ConditionLanguage.LONGEST + " characters long"
                                : ""));
    }

    /** Whoever compares one with a text probably means one. */
    private static String literalOf(String types) {
        if (!types.contains("string")) {
            return "";
        }
        if (types.contains("google.protobuf.Duration")) {
            return DURATION;
        }
        return types.contains("google.protobuf.Timestamp") ? TIME : "";
    }

    private Optional<ConditionMistake> syntax(CelIssue issue) {
        var syntax = SYNTAX.matcher(issue.getMessage());
        if (!syntax.matches()) {
            return Optional.empty();
        }
        var found = syntax.group(1).strip();
        if ("<EOF>".equals(found)) {
            return Optional.of(at(issue, "the condition ends too early", ""));
        }
        var quotes = found.startsWith("\"") || found.startsWith("'") ? "the text has no closing quote" : "";
        return Optional.of(at(issue, "`" + found + "` does not belong here", SYNTAX_HINTS.getOrDefault(found, quotes)));
    }

    private String unknown(String name) {
        if (CLOCKS.contains(name)) {
            return "a condition knows no clock, only the times that it is given";
        }
        if (MACROS_LEFT_OUT.contains(name)) {
            return "of the macros there are has, exists, exists_one and all";
        }
        if (fields.contains(name)) {
            return "it is a field: write what it is a field of in front, as in x." + name;
        }
        var known = new TreeSet<>(variables);
        known.addAll(FUNCTIONS);
        return Suggestion.didYouMean(
                name, known, "known are " + String.join(", ", variables) + "; texts stand in quotes, as in '" + name + "'");
    }

    /** {@code _>_} as people write it. */
    private static String operator(String function) {
        var operator = OPERATOR.matcher(function);
        return operator.matches() ? operator.group(1) : function.replace("@", "");
    }

    private static ConditionMistake at(CelIssue issue, String message, String hint) {
        return new ConditionMistake(
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                message,
                hint);
    }

    private static String article(String type) {
        return ("aeiou".indexOf(type.charAt(0)) < 0 ? "a " : "an ") + type;
    }
}
