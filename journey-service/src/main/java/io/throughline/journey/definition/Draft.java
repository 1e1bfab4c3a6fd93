package io.throughline.journey.definition;

import io.throughline.kit.document.YamlDocument;
import java.util.Map;

/**
 * A definition that is right by itself.
 *
 * @param content all that its YAML says, to tell whether another one says the same
 */
record Draft(String yaml, JourneyMap map, Map<String, Object> content) {

    /** Reads {@code yaml}; refuses it with all its mistakes. */
    static Draft read(String yaml) {
        var document = YamlDocument.parse(yaml);
        var map = DefinitionReader.read(document);
        document.problems().throwIfAny();
        return new Draft(yaml, map, document.content());
    }
}
