package io.throughline.journey.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Status;
import io.throughline.kit.error.Refusal;

/** What a sender says of the customer: identity-service's business, which calls it otherwise. */
final class CustomerAttributes {

    /** In an interaction. */
    static final String FIELD = "customer_attributes";

    /** In an observation. */
    private static final String OBSERVED = "attributes";

    private CustomerAttributes() {}

    /** What identity-service refused, by the fields of the interaction. */
    static Status refusal(Status status) {
        for (var detail : status.getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                try {
                    return Refusal.invalid(detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                                    .map(CustomerAttributes::violation)
                                    .toList())
                            .status();
                } catch (InvalidProtocolBufferException broken) {
                    throw new IllegalStateException("a refusal of identity-service cannot be read", broken);
                }
            }
        }
        return status;
    }

    private static FieldViolation violation(FieldViolation observed) {
        var field = observed.getField();
        return field.equals(OBSERVED) || field.startsWith(OBSERVED + ".")
                ? Refusal.violation(FIELD + field.substring(OBSERVED.length()), observed.getDescription())
                : observed;
    }
}
