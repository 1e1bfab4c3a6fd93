package io.throughline.kit.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Remembers the sections that were opened, so that their unknown fields are told in the end. */
final class Document {

    private final Map<String, Section> opened = new LinkedHashMap<>();

    /** The section at {@code place}; the same however often it is opened. */
    Section section(Place place, MappingNode mapping) {
        return opened.computeIfAbsent(place.path(), _ -> new Section(this, place, fields(mapping)));
    }

    void refuseUnknown() {
        opened.values().forEach(Section::refuseUnknown);
    }

    private static LinkedHashMap<String, NodeTuple> fields(MappingNode mapping) {
        var fields = new LinkedHashMap<String, NodeTuple>();
        mapping.getValue().forEach(field -> fields.putIfAbsent(((ScalarNode) field.getKeyNode()).getValue(), field));
        return fields;
    }
}
