package io.throughline.standalone.replay;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words for why a service refused an interaction, the same for every interaction that was refused for the same reason. */
final class Refusals {

    private static final Pattern PLACE_IN_BATCH = Pattern.compile("interactions\\[\\d+]\\.?");

    private Refusals() {}

    static String reason(Status refused) {
        var violations = violations(refused);
        var reason = violations.isEmpty()
                ? refused.getMessage()
                : violations.stream()
                        .map(violation -> violation.getField().isEmpty()
                                ? violation.getDescription()
                                : violation.getField() + ": " + violation.getDescription())
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining("; "));
        return PLACE_IN_BATCH.matcher(reason).replaceAll("");
    }

    static String reason(StatusRuntimeException refused) {
        var description = refused.getStatus().getDescription();
        return description == null ? refused.getStatus().getCode().toString() : description;
    }

    private static List<BadRequest.FieldViolation> violations(Status refused) {
        var violations = new ArrayList<BadRequest.FieldViolation>();
        for (Any detail : refused.getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                try {
                    violations.addAll(detail.unpack(BadRequest.class).getFieldViolationsList());
                } catch (InvalidProtocolBufferException damaged) {
                    throw new IllegalStateException("a service sent details that cannot be read", damaged);
                }
            }
        }
        return violations;
    }
}
