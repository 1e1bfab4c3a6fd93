package io.throughline.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorMapperTest {

    @Test
    void whatTheDatabaseSaysStaysHere() {
        var told = ErrorMapper.refusalFor(
                new PgException("duplicate key (ann@example.com)", "ERROR", "23505", "Key (value)=(ann@example.com)"));

        assertThat(told.status().getCode()).isEqualTo(Code.INTERNAL_VALUE);
        assertThat(told.status().toString()).doesNotContain("ann@example.com").contains("incident");
    }

    @Test
    void aDatabaseOutOfReachMayBeTriedAgain() throws InvalidProtocolBufferException {
        var told = ErrorMapper.refusalFor(new PgException("the database system is shutting down", "FATAL", "57P01", null));

        assertThat(told.status().getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
        assertThat(told.status().getDetails(1).unpack(RetryInfo.class).hasRetryDelay())
                .isTrue();
    }

    @Test
    void soMayAPeerOutOfReach() {
        assertThat(ErrorMapper.refusalFor(Status.UNAVAILABLE.asRuntimeException())
                        .status()
                        .getCode())
                .isEqualTo(Code.UNAVAILABLE_VALUE);
        assertThat(ErrorMapper.refusalFor(new IOException("connection refused"))
                        .status()
                        .getCode())
                .isEqualTo(Code.UNAVAILABLE_VALUE);
    }

    @Test
    void aPeerThatIsShuttingDownIsOutOfReach() {
        assertThat(ErrorMapper.isUnreachable(Status.CANCELLED.asRuntimeException())).isTrue();
        assertThat(ErrorMapper.isUnreachable(Status.NOT_FOUND.asRuntimeException())).isFalse();
    }

    @Test
    void aRefusalIsToldAsItStands() throws InvalidProtocolBufferException {
        var told = StatusProto.fromThrowable(
                ErrorMapper.statusFor(Refusal.invalid("interactions[3].occurred_at", "must be set")));

        assertThat(told.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(told.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("INVALID_FIELDS");
        assertThat(told.getDetails(1).unpack(BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("interactions[3].occurred_at");
    }
}
