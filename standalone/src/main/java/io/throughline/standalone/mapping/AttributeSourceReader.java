package io.throughline.standalone.mapping;

import io.throughline.kit.document.Value;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads where an attribute comes from and what its type is. */
final class AttributeSourceReader {

    private static final SequencedMap<String, AttributeSource.Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("text", AttributeSource.Type.TEXT);
        TYPES.put("number", AttributeSource.Type.NUMBER);
        TYPES.put("bool", AttributeSource.Type.BOOLEAN);
    }

    private AttributeSourceReader() {}

    static Optional<AttributeSource> read(String name, Value value) {
        if (value.isText()) {
            return TextSourceReader.read(value)
                    .map(source -> new AttributeSource(name, value.line(), source, AttributeSource.Type.TEXT));
        }
        return value.section().optional().flatMap(section -> {
            var type = section.choice("type", TYPES).orElse(AttributeSource.Type.TEXT);
            return TextSourceReader.read(section, TextSourceReader.USUAL_SEPARATOR)
                    .map(source -> new AttributeSource(name, value.line(), source, type));
        });
    }
}
