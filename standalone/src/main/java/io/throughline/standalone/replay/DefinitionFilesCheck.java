package io.throughline.standalone.replay;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Suggestion;
import io.throughline.kit.document.YamlDocument;
import io.throughline.standalone.mapping.Mapping;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether files are definitions, and interactions can have the attributes that they correlate by: without them there would be
 * no journeys.
 */
final class DefinitionFilesCheck {

    private final Mapping mapping;
    private final List<String> made;

    /** @param made the names of the attributes that {@code mapping} makes */
    DefinitionFilesCheck(Mapping mapping, List<String> made) {
        this.mapping = mapping;
        this.made = made;
    }

    /** @throws PlatformException naming each definition that correlates by an attribute that is never made */
    void check(List<Path> definitions) throws IOException {
        var mistakes = new ArrayList<String>();
        for (var file : definitions) {
            mistake(file).ifPresent(mistakes::add);
        }
        if (!mistakes.isEmpty()) {
            throw new PlatformException(String.join("\n", mistakes));
        }
    }

    /** Whatever else is wrong with the definition, journey-service tells. */
    private Optional<String> mistake(Path file) throws IOException {
        var root = YamlDocument.parse(Files.readString(file)).root();
        return isAnother(file, root).or(() -> correlation(file, root));
    }

    private static Optional<String> isAnother(Path file, Section root) {
        if (root.names().contains("mapping")) {
            return Optional.of(file + ": is a mapping and not a journey definition; --mapping takes it");
        }
        return root.names().contains("ask")
                ? Optional.of(file + ": is a policy and not a journey definition; ./throughline apply takes it")
                : Optional.empty();
    }

    private Optional<String> correlation(Path file, Section root) {
        return root.value("correlate_by")
                .filter(value -> value.isText())
                .flatMap(value -> value.text().optional()
                        .filter(attribute -> !made.contains(attribute))
                        .map(attribute -> "%s:%d: journey %s correlates by `%s`, and %s makes no such attribute; %s"
                                .formatted(
                                        file,
                                        value.line(),
                                        root.text("name").orElse(""),
                                        attribute,
                                        mapping.file(),
                                        hint(attribute))));
    }

    private String hint(String attribute) {
        var otherwise = "write `attributes: {" + attribute + ": COLUMN}` there"
                + (made.isEmpty()
                        ? ""
                        : "; it makes "
                                + made.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", ")));
        return Suggestion.didYouMean(attribute, made, otherwise);
    }
}
