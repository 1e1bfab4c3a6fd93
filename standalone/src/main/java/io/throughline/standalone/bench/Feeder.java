package io.throughline.standalone.bench;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.throughline.journey.v1.InteractionServiceGrpc;
import io.throughline.journey.v1.RecordInteractionsResponse;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.Ports;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends a load: each lane over a connection of its own, with one request under way. */
final class Feeder implements AutoCloseable {

    private static final long SECONDS_TO_ANSWER = 120;

    /** Takes what is encoded already: encoding would take from what is measured. */
    private static final MethodDescriptor<byte[], RecordInteractionsResponse> RECORD =
            InteractionServiceGrpc.getRecordInteractionsMethod().toBuilder(
                            new Encoded(),
                            InteractionServiceGrpc.getRecordInteractionsMethod().getResponseMarshaller())
                    .build();

    private final List<Clients> connections = new ArrayList<>();

    Feeder(Ports ports, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            connections.add(Clients.connect(ports));
        }
    }

    /** Returns when all is acknowledged; fails when anything is refused. */
    void send(Load load) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new ArrayList<Future<?>>();
            for (int lane = 0; lane < load.lanes().size(); lane++) {
                var requests = load.lanes().get(lane);
                var connection = connections.get(lane);
                lanes.add(threads.submit(() -> requests.forEach(request -> send(connection, request))));
            }
            for (var lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while measuring", stopped);
        }
    }

    @Override
    public void close() {
        connections.forEach(Clients::close);
    }

    private void send(Clients connection, Load.Request request) {
        var options = CallOptions.DEFAULT.withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        var response = ClientCalls.blockingUnaryCall(
                connection.channel(Part.JOURNEY), RECORD, options, request.encoded());
        requireRecorded(response);
    }

    private static void requireRecorded(RecordInteractionsResponse response) {
        for (var result : response.getResultsList()) {
            if (!result.hasRecorded()) {
                throw new PlatformException(
                        "an interaction was refused: " + result.getRefused().getMessage());
            }
        }
    }

    private static final class Encoded implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] encoded) {
            return new ByteArrayInputStream(encoded);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("only sent");
        }
    }
}
