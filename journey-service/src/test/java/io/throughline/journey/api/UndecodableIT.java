package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.InteractionServiceGrpc;
import io.throughline.journey.v1.JourneyServiceGrpc;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be decoded, and what only just can. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UndecodableIT {

    private static final byte[] CUT_OFF = {10, (byte) 200, 1, 2, 3};

    /** The source of an interaction, of one byte that begins no character. */
    private static final byte[] NO_TEXT = {10, 3, 10, 1, (byte) 0xFF};

    private static final Value TRUE = Value.newBuilder().setBoolValue(true).build();

    @GrpcClient("self")
    Channel channel;

    @Inject
    Beginning beginning;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(100)));
    }

    @Test
    void bytesThatAreNoMessageAreRefusedInWords() {
        assertRefusedWhole(() -> call(InteractionServiceGrpc.getRecordInteractionsMethod(), CUT_OFF));
        assertRefusedWhole(() -> call(InteractionServiceGrpc.getRecordInteractionsMethod(), NO_TEXT));
        assertRefusedWhole(() -> call(JourneyServiceGrpc.getGetJourneyMethod(), CUT_OFF));
    }

    @Test
    void theyEndAStreamOnceWhatCameBeforeIsAnswered() {
        var batch = StreamInteractionsRequest.newBuilder()
                .addInteractions(met("ada@example.org", "bill.sent", MONDAY))
                .build()
                .toByteArray();
        var answers = ClientCalls.blockingBidiStreamingCall(
                channel,
                rawly(InteractionServiceGrpc.getStreamInteractionsMethod()),
                CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));

        assertRefusedWhole(() -> {
            try {
                answers.write(batch);
                assertThat(answers.read().getAcknowledged()).isEqualTo(1);
                answers.write(CUT_OFF);
                answers.read();
            } catch (StatusException ended) {
                throw new StatusRuntimeException(ended.getStatus(), ended.getTrailers());
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        });
    }

    @Test
    void whatIsNestedAsDeepAsItMayBeIsKept() {
        assertThat(record(nested(UndecodableIT::section, 16), nested(UndecodableIT::list, 16), good()))
                .allMatch(InteractionResult::hasRecorded);
    }

    /** 32 sections, and 48 lists, are the most that protobuf decodes. */
    @ParameterizedTest
    @ValueSource(ints = {17, 32})
    void whatIsDeeperIsRefusedByItself(int depth) {
        assertRefusedByItself(record(nested(UndecodableIT::section, depth), good()));
        assertRefusedByItself(record(nested(UndecodableIT::list, depth + depth / 2), good()));
    }

    @Test
    void whatIsTooDeepToBeDecodedIsRefusedWithTheBatch() {
        assertRefusedWhole(() -> record(nested(UndecodableIT::section, 33), good()));
        assertRefusedWhole(() -> record(nested(UndecodableIT::list, 49), good()));
    }

    private static void assertRefusedByItself(List<InteractionResult> results) {
        assertThat(results).extracting(InteractionResult::hasRecorded).containsExactly(false, true);
        var violations = detail(results.getFirst().getRefused(), BadRequest.class).getFieldViolationsList();
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.getField()).startsWith("attributes.basket.");
            assertThat(violation.getDescription()).isEqualTo("is nested more than 16 deep");
        });
    }

    private static void assertRefusedWhole(Runnable call) {
        var refusal = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(refusal.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(refusal.getStatus().getDescription()).contains("cannot be decoded", "more than 100 deep");
        assertThat(detail(StatusProto.fromThrowable(refusal), ErrorInfo.class).getReason()).isEqualTo("UNDECODABLE");
    }

    private static Interaction nested(UnaryOperator<Value> within, int depth) {
        var value = Stream.iterate(TRUE, within).skip(depth).findFirst().orElseThrow();
        return met("ada@example.org", "bill.sent", MONDAY)
                .setId(within.apply(TRUE).getKindCase() + "-" + depth)
                .setAttributes(Struct.newBuilder().putFields("basket", value))
                .build();
    }

    private static Interaction good() {
        return met("eve@example.org", "bill.sent", MONDAY).build();
    }

    private static Value section(Value within) {
        return Value.newBuilder().setStructValue(Struct.newBuilder().putFields("a", within)).build();
    }

    private static Value list(Value within) {
        return Value.newBuilder().setListValue(ListValue.newBuilder().addValues(within)).build();
    }

    private List<InteractionResult> record(Interaction... batch) {
        return InteractionServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addAllInteractions(List.of(batch))
                        .build())
                .getResultsList();
    }

    private <A> A call(MethodDescriptor<?, A> method, byte[] request) {
        return ClientCalls.blockingUnaryCall(
                channel, rawly(method), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), request);
    }

    /** {@code method} for whoever writes its requests byte by byte. */
    private static <A> MethodDescriptor<byte[], A> rawly(MethodDescriptor<?, A> method) {
        return method.toBuilder(new Bytes(), method.getResponseMarshaller()).build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] request) {
            return new ByteArrayInputStream(request);
        }

        @Override
        public byte[] parse(InputStream none) {
            throw new UnsupportedOperationException("requests are only written here");
        }
    }

    private static <M extends Message> M detail(com.google.rpc.Status status, Class<M> type) {
        for (var detail : status.getDetailsList()) {
            if (detail.is(type)) {
                try {
                    return detail.unpack(type);
                } catch (InvalidProtocolBufferException unexpected) {
                    throw new AssertionError(unexpected);
                }
            }
        }
        throw new AssertionError("there is no " + type.getSimpleName() + " in " + status);
    }
}
