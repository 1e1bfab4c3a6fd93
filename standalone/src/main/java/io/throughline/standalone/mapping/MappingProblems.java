package io.throughline.standalone.mapping;

import io.throughline.kit.document.Problem;
import io.throughline.kit.document.Suggestion;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping is wrong, in itself or for a log. The message tells every mistake: file, line, what is wrong, what to do. */
public final class MappingProblems extends Exception {

    private final transient List<Problem> problems;

    public MappingProblems(Path file, List<Problem> problems) {
        super(problems.stream()
                .map(problem -> file + ":" + problem.line() + ": "
                        + (problem.path().equals(Problem.WHOLE) ? "" : problem.path() + " ") + problem.message()
                        + (problem.hint().isEmpty() ? "" : "; " + problem.hint()))
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with {@code mapping} for a log that lacks columns. */
    public static MappingProblems of(Mapping mapping, MissingColumns missing) {
        var names = missing.columns().names();
        var problems = missing.missing().stream()
                .map(MissingColumn::name)
                .distinct()
                .sorted(Comparator.comparingInt(ColumnName::line))
                .map(name -> new Problem(name.path(), name.line(), message(missing, name), hint(name, names)))
                .toList();
        return new MappingProblems(mapping.file(), problems, names);
    }

    /** What is wrong with {@code mapping} for a log that is written down otherwise. */
    public static MappingProblems of(Mapping mapping, UnreadableHeader header) {
        return new MappingProblems(
                mapping.file(),
                List.of(new Problem(
                        "log." + header.key(), mapping.logLine(header.key()), header.getMessage(), header.hint())));
    }

    private MappingProblems(Path file, List<Problem> problems, List<String> columns) {
        super(new MappingProblems(file, problems).getMessage() + "\nthe log's columns are: "
                + columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(MissingColumns missing, ColumnName name) {
        return missing.missing().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .getMessage();
    }

    private static String hint(ColumnName name, List<String> columns) {
        if (columns.contains(name.text())) {
            return "";
        }
        var otherwise = mayBeConstant(name) ? "write `{constant: " + name.text() + "}` if the text itself is meant" : "";
        return Suggestion.didYouMean(name.text(), columns, otherwise);
    }

    /** Lines are chosen by columns; an id that is the same on every line would make them one; a number is that of a column. */
    private static boolean mayBeConstant(ColumnName name) {
        return !name.path().matches("(only_when|skip_when|id)\\b.*") && !name.text().matches("[0-9]+");
    }
}
