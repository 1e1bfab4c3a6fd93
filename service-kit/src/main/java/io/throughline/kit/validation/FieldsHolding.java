package io.throughline.kit.validation;

import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which fields of a message can hold something, however deep; worked out once for each kind of message, so that looking for it
 * costs only where it can be. Leaves out what the contract says to ignore: the items of a batch are held against their rules one
 * by one.
 */
final class FieldsHolding {

    private final Predicate<FieldDescriptor> something;
    private final Map<Descriptor, List<FieldDescriptor>> known = new ConcurrentHashMap<>();

    FieldsHolding(Predicate<FieldDescriptor> something) {
        this.something = something;
    }

    List<FieldDescriptor> of(Descriptor type) {
        var fields = known.get(type);
        if (fields == null) {
            fields = type.getFields().stream()
                    .filter(field -> mayHold(field, new HashSet<>()))
                    .toList();
            known.put(type, fields);
        }
        return fields;
    }

    private boolean mayHold(FieldDescriptor field, Set<Descriptor> seen) {
        if (isIgnored(field)) {
            return false;
        }
        return something.test(field)
                || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        && seen.add(field.getMessageType())
                        && field.getMessageType().getFields().stream().anyMatch(inner -> mayHold(inner, seen));
    }

    private static boolean isIgnored(FieldDescriptor field) {
        var rules = field.getOptions().getExtension(ValidateProto.field);
        return rules.getIgnore() == Ignore.IGNORE_ALWAYS
                || rules.getRepeated().getItems().getIgnore() == Ignore.IGNORE_ALWAYS;
    }
}
