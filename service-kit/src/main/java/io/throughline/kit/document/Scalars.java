package io.throughline.kit.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What a text in a document stands for, by the core schema of YAML 1.2: {@code no} and {@code 12:30} are texts, only
 * {@code true} and {@code false} are truth values. What stands in quotes is always text.
 */
final class Scalars {

    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    private Scalars() {}

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() && NOTHING.matcher(scalar.getValue()).matches();
    }

    static boolean isTruth(String text) {
        return TRUTH.matcher(text).matches();
    }

    static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** In words, for somebody who wrote the wrong thing. */
    static String kind(Node node) {
        return switch (node) {
            case MappingNode _ -> "a section of named fields";
            case SequenceNode _ -> "a list";
            case ScalarNode _ when isNothing(node) -> "empty";
            case ScalarNode scalar -> "the text `" + shortened(scalar.getValue()) + "`";
            case null, default -> "nothing";
        };
    }

    static Object plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var fields = new LinkedHashMap<String, Object>();
                mapping.getValue().forEach(field ->
                        fields.put(((ScalarNode) field.getKeyNode()).getValue(), plain(field.getValueNode())));
                yield fields;
            }
            case SequenceNode sequence -> {
                var items = new ArrayList<Object>();
                sequence.getValue().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case ScalarNode scalar when scalar.isPlain() -> plain(scalar.getValue());
            case ScalarNode scalar -> scalar.getValue();
            case null, default -> null;
        };
    }

    private static Object plain(String text) {
        if (NOTHING.matcher(text).matches()) {
            return null;
        }
        if (isTruth(text)) {
            return Boolean.valueOf(text);
        }
        if (isWhole(text)) {
            return Long.valueOf(text);
        }
        return isNumber(text) ? (Object) Double.valueOf(text) : text;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
