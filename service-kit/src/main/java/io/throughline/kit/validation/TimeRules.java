package io.throughline.kit.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.kit.error.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds timestamps and durations that are none: protobuf allows the years 1 to 9999 and 10,000 years, but carries any
 * number. They must be found before anything computes with them.
 */
final class TimeRules {

    private static final long EARLIEST_SECOND = -62_135_596_800L;
    private static final long LATEST_SECOND = 253_402_300_799L;
    private static final long LONGEST_SECONDS = 315_576_000_000L;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final FieldsHolding times = new FieldsHolding(field ->
            field.getJavaType() == JavaType.MESSAGE && isTime(field.getMessageType()));

    /** Every impossible time of {@code message}, by the path of its field. */
    List<FieldViolation> violations(Message message) {
        if (times.of(message.getDescriptorForType()).isEmpty()) {
            return List.of();
        }
        var violations = new ArrayList<FieldViolation>();
        check(message, "", violations);
        return violations;
    }

    private void check(Message message, String path, List<FieldViolation> violations) {
        switch (message) {
            case Timestamp time when !isPossible(time) ->
                violations.add(Refusal.violation(path, "is not a time within the years 1 to 9999"));
            case Duration duration when !isPossible(duration) ->
                violations.add(Refusal.violation(path, "is not a duration of at most 10,000 years"));
            case Timestamp _, Duration _ -> {}
            default -> checkFields(message, path.isEmpty() ? "" : path + ".", violations);
        }
    }

    private void checkFields(Message message, String prefix, List<FieldViolation> violations) {
        for (var field : times.of(message.getDescriptorForType())) {
            var path = prefix + field.getName();
            if (field.isRepeated()) {
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                    check((Message) message.getRepeatedField(field, i), path + "[" + i + "]", violations);
                }
            } else if (message.hasField(field)) {
                check((Message) message.getField(field), path, violations);
            }
        }
    }

    private static boolean isTime(Descriptor type) {
        return type.equals(Timestamp.getDescriptor()) || type.equals(Duration.getDescriptor());
    }

    private static boolean isPossible(Timestamp time) {
        return time.getSeconds() >= EARLIEST_SECOND
                && time.getSeconds() <= LATEST_SECOND
                && time.getNanos() >= 0
                && time.getNanos() < NANOS_PER_SECOND;
    }

    private static boolean isPossible(Duration duration) {
        return duration.getSeconds() >= -LONGEST_SECONDS
                && duration.getSeconds() <= LONGEST_SECONDS
                && duration.getNanos() > -NANOS_PER_SECOND
                && duration.getNanos() < NANOS_PER_SECOND
                && Integer.signum(duration.getNanos()) * Long.signum(duration.getSeconds()) >= 0;
    }
}
