package io.throughline.kit.document;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Anything in a document, of whatever kind, and where it stands: for fields that may be written in several ways. */
public final class Value {

    private final Document document;
    private final Place place;
    private final Node node;

    Value(Document document, Place place, Node node) {
        this.document = document;
        this.place = place;
        this.node = node;
    }

    public boolean isText() {
        return node instanceof ScalarNode && !Scalars.isNothing(node);
    }

    public boolean isSection() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** As text; a problem when it is something else. */
    public Field<String> text() {
        if (node instanceof ScalarNode scalar && !Scalars.isNothing(node)) {
            return Field.read(place, scalar.getValue());
        }
        return wrong("a text", "");
    }

    /** As a section of named fields; a problem when it is something else. */
    public Field<Section> section() {
        if (node instanceof MappingNode mapping) {
            return Field.read(place, document.section(place, mapping));
        }
        return wrong("a section of named fields", Section.absent(place));
    }

    /** As a list of anything; a problem when it is something else. */
    public Field<List<Value>> list() {
        if (!(node instanceof SequenceNode sequence)) {
            return wrong("a list", List.of());
        }
        var items = new ArrayList<Value>();
        for (var item : sequence.getValue()) {
            items.add(new Value(document, place.item(items.size(), Marks.line(item)), item));
        }
        return Field.read(place, List.copyOf(items));
    }

    /** As Java has it: text, {@code Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map}, or {@code null}. */
    Object plain() {
        return Scalars.plain(node);
    }

    public String path() {
        return place.path();
    }

    /** Counted from 1. */
    public int line() {
        return place.line();
    }

    /** Notes a problem with it. */
    public void problem(String message, String hint) {
        place.problem(message, hint);
    }

    <T> Field<T> wrong(String wanted, T standIn) {
        place.problem("is " + Scalars.kind(node) + " and should be " + wanted, "");
        return Field.wrong(place, standIn);
    }
}
