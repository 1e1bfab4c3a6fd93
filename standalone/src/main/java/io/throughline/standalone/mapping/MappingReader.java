package io.throughline.standalone.mapping;

import io.throughline.kit.document.Problem;
import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import io.throughline.kit.document.YamlDocument;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a mapping from its YAML; docs/replay.md describes it. */
public final class MappingReader {

    private static final List<String> OTHER_COLUMNS = List.of("drop", "keep");

    private final Path file;

    private MappingReader(Path file) {
        this.file = file;
    }

    /**
     * The mapping that {@code file} holds.
     *
     * @throws MappingProblems when it holds none; tells every mistake by its line
     * @throws IOException when the file cannot be read
     */
    public static Mapping read(Path file) throws IOException, MappingProblems {
        try {
            return parse(file, Files.readString(file));
        } catch (CharacterCodingException binary) {
            throw whole(file, "is not a text in UTF-8", "a mapping is written in YAML");
        }
    }

    /** The mapping in {@code yaml}, which stands in {@code file}. */
    public static Mapping parse(Path file, String yaml) throws MappingProblems {
        var document = YamlDocument.parse(yaml);
        refuseOthers(file, document.root());
        var mapping = new MappingReader(file).mapping(document.root());
        var problems = document.check();
        if (!problems.isEmpty()) {
            throw new MappingProblems(file, problems.list());
        }
        return mapping;
    }

    /** What is no mapping at all would have a mistake on every line. */
    private static void refuseOthers(Path file, Section root) throws MappingProblems {
        var names = root.names();
        if (!names.contains("mapping") && names.contains("name") && (names.contains("entry") || names.contains("ask"))) {
            throw whole(
                    file,
                    names.contains("ask") ? "is a policy and not a mapping" : "is a journey definition and not a mapping",
                    names.contains("ask") ? "./throughline apply takes it" : "--journey takes it, and --mapping a mapping");
        }
    }

    private static MappingProblems whole(Path file, String message, String hint) {
        return new MappingProblems(file, List.of(new Problem(Problem.WHOLE, 1, message, hint)));
    }

    private Mapping mapping(Section root) {
        var name = root.text("mapping")
                .must(text -> !text.isBlank() && text.length() <= 128, "has no 1 to 128 characters", "")
                .required();
        root.text("title").optional();
        return new Mapping(
                file,
                root.values("journeys").orElse(List.of()).stream().map(this::journey).flatMap(Optional::stream).toList(),
                LogFormatReader.read(root),
                LogFormatReader.lines(root),
                new LineFilter(conditions(root, "only_when"), conditions(root, "skip_when")),
                form(root, name));
    }

    private Optional<Path> journey(Value value) {
        return value.text().optional().flatMap(text -> {
            var journey = file.toAbsolutePath().resolveSibling(text);
            if (Files.isRegularFile(journey)) {
                return Optional.of(journey);
            }
            value.problem("there is no file `" + text + "`", "write its path as seen from the mapping's folder");
            return Optional.empty();
        });
    }

    private static InteractionForm form(Section root, String name) {
        return new InteractionForm(
                TextSourceReader.optional(root, "source").orElse(new TextSource.Constant(name)),
                TextSourceReader.optional(root, "id"),
                TimeSourceReader.read(root, "occurred_at"),
                root.value("source_sequence").flatMap(TextSourceReader::columnName),
                identifiers(root),
                TextSourceReader.required(root, "channel"),
                TextSourceReader.required(root, "touchpoint"),
                attributes(root, "attributes"),
                otherColumnsKept(root),
                MoneySourceReader.read(root, "revenue"),
                MoneySourceReader.read(root, "cost"),
                feedback(root),
                attributes(root, "customer_attributes"));
    }

    private static List<IdentifierSource> identifiers(Section root) {
        var section = root.section("identifiers").required();
        var identifiers = new ArrayList<IdentifierSource>();
        for (var namespace : section.names()) {
            for (var value : section.values(namespace).required()) {
                TextSourceReader.read(value)
                        .ifPresent(source -> identifiers.add(new IdentifierSource(namespace, value.line(), source)));
            }
        }
        if (section.names().isEmpty() && root.value("identifiers").isPresent()) {
            section.problem("names no identifier", "write at least one `namespace: column`, such as `crm: customer_id`");
        }
        return identifiers;
    }

    private static List<AttributeSource> attributes(Section root, String part) {
        var section = root.section(part).optional();
        var attributes = new ArrayList<AttributeSource>();
        section.ifPresent(named -> {
            for (var name : named.names()) {
                named.value(name).ifPresentOrElse(
                        value -> AttributeSourceReader.read(name, value).ifPresent(attributes::add),
                        () -> named.problem(name, "is empty", "name the column that it comes from"));
            }
        });
        return attributes;
    }

    private static Optional<Integer> otherColumnsKept(Section root) {
        var choice = root.choice("other_columns", OTHER_COLUMNS);
        return choice.orElse("drop").equals("keep") ? Optional.of(choice.line()) : Optional.empty();
    }

    private static FeedbackSource feedback(Section root) {
        return root.section("feedback")
                .optional()
                .map(section -> new FeedbackSource(
                        TextSourceReader.optional(section, "nps"),
                        TextSourceReader.optional(section, "csat"),
                        TextSourceReader.optional(section, "ces"),
                        TextSourceReader.optional(section, "comment")))
                .orElse(FeedbackSource.NONE);
    }

    private static List<LineFilter.Condition> conditions(Section root, String name) {
        var conditions = new ArrayList<LineFilter.Condition>();
        root.section(name).optional().ifPresent(section -> {
            for (var column : section.names()) {
                var values = section.values(column);
                conditions.add(new LineFilter.Condition(
                        new ColumnName(column, name + "." + column, values.line()),
                        Set.copyOf(section.texts(column).required())));
            }
        });
        return conditions;
    }
}
