package io.throughline.standalone.replay;

import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.throughline.standalone.apply.Violations;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words for why a service refused an interaction, the same for every interaction that was refused for the same reason. */
final class Refusals {

    private static final Pattern PLACE_IN_BATCH = Pattern.compile("interactions\\[\\d+]\\.?");

    private Refusals() {}

    static String reason(Status refused) {
        var violations = Violations.of(refused);
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
}
