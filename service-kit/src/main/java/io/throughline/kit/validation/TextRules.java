package io.throughline.kit.validation;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.kit.error.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds texts that hold U+0000. Protobuf carries it and PostgreSQL's text does not, so that whoever stores or looks for such a
 * text fails at it.
 */
final class TextRules {

    private final FieldsHolding texts = new FieldsHolding(field -> field.getJavaType() == JavaType.STRING);

    /** Every such text of {@code message}, by the path of its field; in a {@code Struct}, by the names of its own fields. */
    List<FieldViolation> violations(Message message) {
        var violations = new ArrayList<FieldViolation>(0);
        check(message, "", violations);
        return violations;
    }

    private void check(Message message, String prefix, List<FieldViolation> violations) {
        for (var field : texts.of(message.getDescriptorForType())) {
            if (field.isRepeated()) {
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                    if (mayHoldNul(message.getRepeatedField(field, i))) {
                        check(message.getRepeatedField(field, i), prefix + field.getName() + "[" + i + "]", violations);
                    }
                }
            } else if (field.getJavaType() == JavaType.STRING || message.hasField(field)) {
                // An unset text reads as an empty one, which costs less than to ask first.
                var value = message.getField(field);
                if (mayHoldNul(value)) {
                    check(value, prefix + field.getName(), violations);
                }
            }
        }
    }

    /** Most texts hold none; only of what is left, the path is put together. */
    private static boolean mayHoldNul(Object value) {
        return !(value instanceof String text) || holdsNul(text);
    }

    private void check(Object value, String path, List<FieldViolation> violations) {
        switch (value) {
            case String _ -> violations.add(violation(path));
            case Struct struct -> struct(struct, path, violations);
            case Message inner -> check(inner, path + ".", violations);
            default -> throw new IllegalStateException(path + " holds no texts");
        }
    }

    private static void struct(Struct struct, String path, List<FieldViolation> violations) {
        struct.getFieldsMap().forEach((name, value) -> {
            if (holdsNul(name)) {
                violations.add(violation(path));
            }
            value(value, path, name, violations);
        });
    }

    private static void value(Value value, String path, String name, List<FieldViolation> violations) {
        switch (value.getKindCase()) {
            case STRING_VALUE -> {
                if (holdsNul(value.getStringValue())) {
                    violations.add(violation(path + "." + name));
                }
            }
            case STRUCT_VALUE -> struct(value.getStructValue(), path + "." + name, violations);
            case LIST_VALUE -> list(value.getListValue(), path + "." + name, violations);
            case NULL_VALUE, NUMBER_VALUE, BOOL_VALUE, KIND_NOT_SET -> {}
        }
    }

    private static void list(ListValue list, String path, List<FieldViolation> violations) {
        for (int i = 0; i < list.getValuesCount(); i++) {
            value(list.getValues(i), path, "" + i, violations);
        }
    }

    private static boolean holdsNul(String text) {
        return text.indexOf(0) >= 0;
    }

    private static FieldViolation violation(String path) {
        return Refusal.violation(path, "holds the character U+0000, which cannot be stored");
    }
}
