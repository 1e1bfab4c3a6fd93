package io.throughline.kit.validation;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a message against the rules that stand beside its fields in the contract. */
@ApplicationScoped
public class MessageRules {

    private final Validator validator = ValidatorFactory.newBuilder().build();
    private final TimeRules times = new TimeRules();
    private final TextRules texts = new TextRules();
    private final QuickRules quick = new QuickRules();

    /** Every rule that {@code message} breaks, by the path of its field; empty when it breaks none. */
    public List<FieldViolation> violations(Message message) {
        var impossible = times.violations(message);
        if (!impossible.isEmpty()) {
            return impossible;
        }
        var unstorable = texts.violations(message);
        return quick.areKept(message)
                ? unstorable
                : Stream.concat(unstorable.stream(), violationsInWords(message).stream()).toList();
    }

    private List<FieldViolation> violationsInWords(Message message) {
        try {
            return validator.validate(message).getViolations().stream()
                    .map(violation -> violation.toProto())
                    .map(violation -> Refusal.violation(
                            path(violation.getField().getElementsList()), violation.getMessage()))
                    .toList();
        } catch (ValidationException broken) {
            throw new IllegalStateException(
                    "the rules of " + message.getDescriptorForType().getFullName() + " do not compile", broken);
        }
    }

    private static String path(List<FieldPathElement> elements) {
        return elements.stream().map(MessageRules::segment).collect(Collectors.joining("."));
    }

    private static String segment(FieldPathElement element) {
        return switch (element.getSubscriptCase()) {
            case INDEX -> element.getFieldName() + "[" + element.getIndex() + "]";
            case STRING_KEY -> element.getFieldName() + "[\"" + element.getStringKey() + "\"]";
            case BOOL_KEY -> element.getFieldName() + "[" + element.getBoolKey() + "]";
            case INT_KEY -> element.getFieldName() + "[" + element.getIntKey() + "]";
            case UINT_KEY -> element.getFieldName() + "[" + element.getUintKey() + "]";
            case SUBSCRIPT_NOT_SET -> element.getFieldName();
        };
    }
}
