package io.throughline.identity.api;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.identity.attribute.AttributeNames;
import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Said;
import io.throughline.kit.error.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Understands what a source says of somebody, or says by field what is wrong with it, without quoting a value. */
final class AttributeReader {

    private static final String FIELD = "attributes";

    /** In one observation. */
    private static final int MOST = 64;

    /** Of a text, in code points, when normalised. */
    private static final int LONGEST = 512;

    private AttributeReader() {}

    /** @param violations what is wrong is added here */
    static Set<Said> read(String source, Struct attributes, List<FieldViolation> violations) {
        if (attributes.getFieldsCount() > MOST) {
            violations.add(Refusal.violation(
                    FIELD, "has " + attributes.getFieldsCount() + " attributes; at most " + MOST + " are taken"));
            return Set.of();
        }
        var said = new HashSet<Said>();
        attributes.getFieldsMap().forEach((name, value) -> {
            var path = FIELD + "." + name;
            var mistake = AttributeNames.mistake(name);
            if (mistake.isPresent()) {
                // Whatever is too long for a name may be a value.
                violations.add(Refusal.violation(FIELD, "has a name that " + mistake.get()));
            } else {
                read(path, value, violations)
                        .ifPresent(understood -> said.add(new Said(source, AttributeNames.normalised(name), understood)));
            }
        });
        return said;
    }

    private static Optional<AttributeValue> read(String path, Value value, List<FieldViolation> violations) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> text(path, value.getStringValue(), violations);
            case NUMBER_VALUE -> {
                if (!Double.isFinite(value.getNumberValue())) {
                    violations.add(Refusal.violation(path, "is not a finite number"));
                    yield Optional.empty();
                }
                yield Optional.of(new AttributeValue.Number(value.getNumberValue()));
            }
            case BOOL_VALUE -> Optional.of(new AttributeValue.Truth(value.getBoolValue()));
            case STRUCT_VALUE, LIST_VALUE -> {
                violations.add(Refusal.violation(path, "must be a text, a number or a truth value, not a list or a struct"));
                yield Optional.empty();
            }
            case NULL_VALUE, KIND_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<AttributeValue> text(String path, String text, List<FieldViolation> violations) {
        var understood = new AttributeValue.Text(text);
        if (understood.text().codePointCount(0, understood.text().length()) > LONGEST) {
            violations.add(Refusal.violation(path, "is longer than " + LONGEST + " characters"));
            return Optional.empty();
        }
        return Optional.of(understood);
    }
}
