package io.throughline.journey.definition;

import io.throughline.kit.document.YamlDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stored definitions, each read and compiled once. */
@ApplicationScoped
public class JourneyMaps {

    private final Map<Long, JourneyMap> maps = new ConcurrentHashMap<>();

    /** What the version of that row says. Takes a while the first time: not for an event loop. */
    JourneyMap of(long id, String yaml) {
        return maps.computeIfAbsent(id, _ -> read(yaml));
    }

    private static JourneyMap read(String yaml) {
        var document = YamlDocument.parse(yaml);
        var map = DefinitionReader.accepted(document);
        if (!document.problems().isEmpty()) {
            throw new IllegalStateException("the definition " + map.name() + ", applied by another release, cannot be read: "
                    + document.problems().list().getFirst().description());
        }
        return map;
    }
}
