package io.throughline.journey.definition;

import io.throughline.kit.document.YamlDocument;
import io.throughline.kit.error.Refusal;
import java.util.HashMap;
import java.util.Map;

/**
 * A definition that is right by itself.
 *
 * @param content all that its YAML says, or is taken to say where it says nothing, to tell whether another one says the same
 */
record Draft(String yaml, JourneyMap map, Map<String, Object> content) {

    /** Reads {@code yaml}; refuses it with all its mistakes. */
    static Draft read(String yaml) {
        var document = YamlDocument.parse(yaml);
        var map = DefinitionReader.read(document);
        document.problems().throwIfAny();
        return of(yaml, map, document);
    }

    /** What {@code document} says, which {@code map} was read from. */
    static Draft of(String yaml, JourneyMap map, YamlDocument document) {
        return new Draft(yaml, map, content(document));
    }

    private static Map<String, Object> content(YamlDocument document) {
        var content = document.content();
        content.putIfAbsent("status", DefinitionStatus.LIVE.word());
        return content;
    }

    /** This; a future state as if it were live. */
    Draft inForce() {
        if (map.status().comesIntoForce()) {
            return this;
        }
        var live = new HashMap<>(content);
        live.put("status", DefinitionStatus.LIVE.word());
        return new Draft(yaml, map.as(DefinitionStatus.LIVE), live);
    }

    /** This; refuses it under another name than {@code name}. */
    Draft called(String name) {
        if (!map.name().equals(name)) {
            throw Refusal.invalid("name", "is not the one by which the definition is addressed");
        }
        return this;
    }

    /** Whether it differs from {@code other} in comments, layout and order at most. */
    boolean saysTheSameAs(String other) {
        return content(YamlDocument.parse(other)).equals(content);
    }
}
