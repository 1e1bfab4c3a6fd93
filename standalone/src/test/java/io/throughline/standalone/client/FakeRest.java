package io.throughline.standalone.client;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.ClockServiceGrpc.ClockServiceImplBase;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceImplBase;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetClockResponse;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceImplBase;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.ListDefinitionsResponse;
import io.throughline.measurement.v1.MeasurementServiceGrpc.MeasurementServiceImplBase;
import io.throughline.orchestration.v1.DecisionServiceGrpc.DecisionServiceImplBase;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Ports;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A platform that has work left, of each kind a little less each time that it is asked. */
final class FakeRest implements AutoCloseable {

    enum Work {
        REGROUPINGS,
        FOLDING,
        TIMERS,
        MEASURING,
        DECIDING
    }

    /** What was asked, in order. */
    final List<Work> asked = new CopyOnWriteArrayList<>();

    private final Map<Work, Integer> left = new EnumMap<>(Work.class);
    private final Server server;

    FakeRest() throws IOException {
        server = NettyServerBuilder.forPort(0)
                .addService(new Journeys())
                .addService(new Definitions())
                .addService(new Clocks())
                .addService(new Measurement())
                .addService(new Decisions())
                .build()
                .start();
    }

    Clients clients() {
        return Clients.connect(
                new Ports(Stream.of(Part.values()).collect(Collectors.toMap(part -> part, _ -> server.getPort()))));
    }

    synchronized void leave(Work work, int count) {
        left.put(work, count);
    }

    synchronized int left(Work work) {
        return left.getOrDefault(work, 0);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private synchronized int ask(Work work) {
        asked.add(work);
        int count = left(work);
        left.put(work, Math.max(0, count - 1));
        return count;
    }

    private static <T> void answer(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    private final class Journeys extends JourneyServiceImplBase {

        @Override
        public void getFollowing(
                io.throughline.journey.v1.GetFollowingRequest request,
                StreamObserver<io.throughline.journey.v1.GetFollowingResponse> observer) {
            answer(
                    observer,
                    io.throughline.journey.v1.GetFollowingResponse.newBuilder()
                            .setChangesBehind(ask(Work.REGROUPINGS))
                            .build());
        }
    }

    /** Two, each on a page of its own; only the second is ever folded. */
    private final class Definitions extends DefinitionServiceImplBase {

        @Override
        public void listDefinitions(ListDefinitionsRequest request, StreamObserver<ListDefinitionsResponse> observer) {
            boolean first = request.getPageToken().isEmpty();
            answer(
                    observer,
                    ListDefinitionsResponse.newBuilder()
                            .addDefinitions(Definition.newBuilder().setFolding(!first && ask(Work.FOLDING) > 0))
                            .setNextPageToken(first ? "second" : "")
                            .build());
        }
    }

    private final class Clocks extends ClockServiceImplBase {

        @Override
        public void getClock(GetClockRequest request, StreamObserver<GetClockResponse> observer) {
            answer(
                    observer,
                    GetClockResponse.newBuilder()
                            .setClock(Clock.newBuilder().setTimersDue(ask(Work.TIMERS)))
                            .build());
        }
    }

    private final class Measurement extends MeasurementServiceImplBase {

        @Override
        public void getFollowing(
                io.throughline.measurement.v1.GetFollowingRequest request,
                StreamObserver<io.throughline.measurement.v1.GetFollowingResponse> observer) {
            answer(
                    observer,
                    io.throughline.measurement.v1.GetFollowingResponse.newBuilder()
                            .setChangesBehind(ask(Work.MEASURING))
                            .build());
        }
    }

    private final class Decisions extends DecisionServiceImplBase {

        @Override
        public void getFollowing(
                io.throughline.orchestration.v1.GetFollowingRequest request,
                StreamObserver<io.throughline.orchestration.v1.GetFollowingResponse> observer) {
            answer(
                    observer,
                    io.throughline.orchestration.v1.GetFollowingResponse.newBuilder()
                            .setChangesBehind(ask(Work.DECIDING))
                            .build());
        }
    }
}
