package io.throughline.standalone.replay;

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

/** Whether interactions can have the attributes that definitions correlate by: without them there would be no journeys. */
final class CorrelationCheck {

    private final Mapping mapping;
    private final List<String> made;

    /** @param made the names of the attributes that {@code mapping} makes */
    CorrelationCheck(Mapping mapping, List<String> made) {
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
