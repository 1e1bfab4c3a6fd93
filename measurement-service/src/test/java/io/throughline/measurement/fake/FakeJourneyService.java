package io.throughline.measurement.fake;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceImplBase;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.ListDefinitionsResponse;
import io.throughline.kit.test.ReturningServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Journey-service as its contract describes it, over real gRPC, with changes and definitions that a test writes. */
@ApplicationScoped
public class FakeJourneyService {

    private final int port;
    private final FakeFeed feed = new FakeFeed();
    private final Map<String, Definition> definitions = new ConcurrentSkipListMap<>();
    private Server server;

    public FakeJourneyService(@ConfigProperty(name = "quarkus.grpc.clients.journey.test-port") int port) {
        this.port = port;
    }

    /** Begins to answer, unless it does already. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        server = ReturningServer.start(() -> ServerBuilder.forPort(port)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(feed)
                .addService(new Definitions())
                .build());
    }

    /** Is gone, as after a crash. */
    @PreDestroy
    public synchronized void stop() {
        if (server != null) {
            ReturningServer.stop(server);
            server = null;
            feed.abandoned();
        }
    }

    public FakeFeed feed() {
        return feed;
    }

    public void define(Definition definition) {
        definitions.put(definition.getName(), definition);
    }

    private final class Definitions extends DefinitionServiceImplBase {

        @Override
        public void listDefinitions(ListDefinitionsRequest request, StreamObserver<ListDefinitionsResponse> answer) {
            // Two at a time, so that every reader has to turn pages.
            var page = new TreeMap<>(definitions).tailMap(request.getPageToken(), false).values().stream()
                    .limit(2)
                    .toList();
            var response = ListDefinitionsResponse.newBuilder().addAllDefinitions(page);
            if (page.size() == 2) {
                response.setNextPageToken(page.getLast().getName());
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }
}
