package io.throughline.kit.document;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Checks what holds for every document, whatever it is about: names stand once, are texts, there are no tags, no text holds
 * what no database can keep, and aliases neither lead back to themselves nor blow the document up.
 */
final class Shape {

    /** Far beyond what anybody writes by hand. */
    private static final int MOST_NODES = 50_000;

    private static final String TAGS = "tag:yaml.org,2002:";
    private static final Set<Tag> STANDARD = Set.of(
            Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

    private final Set<Node> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    /** Whether the document may be read further; notes what is wrong with it. */
    boolean holds(Place place, Node node) {
        if (++nodes > MOST_NODES) {
            place.problem("makes the document larger than " + MOST_NODES + " values", "use fewer aliases (*name)");
            return false;
        }
        if (!within.add(node)) {
            place.problem("contains itself through the alias", "write it out instead");
            return false;
        }
        boolean holds = standard(place, node)
                && switch (node) {
                    case MappingNode mapping -> fieldsHold(place, mapping);
                    case SequenceNode sequence -> itemsHold(place, sequence);
                    case ScalarNode scalar -> storable(place, scalar);
                    case null, default -> true;
                };
        within.remove(node);
        return holds;
    }

    private boolean standard(Place place, Node node) {
        if (STANDARD.contains(node.getTag())) {
            return true;
        }
        var tag = node.getTag().getValue();
        place.problem(
                "has the tag `" + (tag.startsWith(TAGS) ? "!!" + tag.substring(TAGS.length()) : tag) + "`",
                "leave it out, or put the text in quotes if it begins with !");
        return false;
    }

    /** PostgreSQL's text holds every character but one. */
    private static boolean storable(Place place, ScalarNode text) {
        if (text.getValue().indexOf(0) < 0) {
            return true;
        }
        place.problem("holds the character U+0000, which cannot be stored", "take out the \\0");
        return false;
    }

    private boolean fieldsHold(Place place, MappingNode mapping) {
        var lines = new HashMap<String, Integer>();
        boolean hold = true;
        for (NodeTuple field : mapping.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                place.problem("has a field whose name is no text", "");
                return false;
            }
            var inner = place.field(key.getValue().replace("\0", "\\0"), Marks.line(field), false);
            hold &= storable(inner, key);
            var first = lines.putIfAbsent(key.getValue(), Marks.line(key));
            if (first != null) {
                inner.problem("is given twice", "line " + first + " has it already");
            }
            hold &= holds(inner, field.getValueNode());
        }
        return hold;
    }

    private boolean itemsHold(Place place, SequenceNode sequence) {
        boolean hold = true;
        int index = 0;
        for (Node item : sequence.getValue()) {
            hold &= holds(place.item(index++, Marks.line(item)), item);
        }
        return hold;
    }
}
