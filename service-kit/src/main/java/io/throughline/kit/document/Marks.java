package io.throughline.kit.document;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where nodes stand. */
final class Marks {

    private Marks() {}

    /** Counted from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Of a field: its value's line if it is a text, its name's if it is more. */
    static int line(NodeTuple field) {
        return line(field.getValueNode() instanceof ScalarNode scalar ? scalar : field.getKeyNode());
    }

    /** Whether a text keeps its own lines, from the one after its mark on. */
    static boolean isBlock(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.LITERAL;
    }
}
