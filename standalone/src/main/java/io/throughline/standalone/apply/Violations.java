package io.throughline.standalone.apply;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the fields of what a service refused, as it says so. */
public final class Violations {

    private Violations() {}

    /** Empty when it was refused for another reason. */
    public static List<FieldViolation> of(StatusRuntimeException refused) {
        return of(StatusProto.fromThrowable(refused));
    }

    /** Empty when it was refused for another reason. */
    public static List<FieldViolation> of(Status refused) {
        var violations = new ArrayList<FieldViolation>();
        for (Any detail : refused.getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                violations.addAll(read(detail).getFieldViolationsList());
            }
        }
        return violations;
    }

    private static BadRequest read(Any detail) {
        try {
            return detail.unpack(BadRequest.class);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("a service sent details that cannot be read", damaged);
        }
    }
}
