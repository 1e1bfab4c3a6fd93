package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.test.PostgresResource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has no contract at hand asks the service for it, as grpcurl does. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReflectionIT {

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void theServiceTellsWhatItAnswersAndHow() throws Exception {
        assertThat(answer(ServerReflectionRequest.newBuilder().setListServices("").build())
                        .getListServicesResponse()
                        .getServiceList())
                .extracting(service -> service.getName())
                .contains("throughline.journey.v1.JourneyService", "throughline.journey.v1.InteractionService");

        var files = answer(ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("throughline.journey.v1.JourneyService")
                        .build())
                .getFileDescriptorResponse()
                .getFileDescriptorProtoList();
        assertThat(files.stream()
                        .map(ReflectionIT::file)
                        .flatMap(file -> file.getServiceList().stream())
                        .filter(service -> service.getName().equals("JourneyService"))
                        .flatMap(service -> service.getMethodList().stream()))
                .extracting(method -> method.getName())
                .contains("GetCustomerContext", "ExplainJourney");
    }

    private static FileDescriptorProto file(com.google.protobuf.ByteString bytes) {
        try {
            return FileDescriptorProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private ServerReflectionResponse answer(ServerReflectionRequest request) throws Exception {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var requests = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new StreamObserver<>() {

            @Override
            public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                // What was asked is answered by then.
            }
        });
        requests.onNext(request);
        requests.onCompleted();
        return answer.get(20, TimeUnit.SECONDS);
    }
}
