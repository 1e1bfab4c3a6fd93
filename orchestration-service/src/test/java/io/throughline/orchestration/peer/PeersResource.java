package io.throughline.orchestration.peer;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Real gRPC servers with scripted answers in the place of journey-service and identity-service. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

    private final FakeJourneys journeys = new FakeJourneys();
    private final FakeIdentities identities = new FakeIdentities();
    private Server server;

    @Override
    public Map<String, String> start() {
        try {
            server = NettyServerBuilder.forPort(0)
                    .addService(journeys.feed)
                    .addService(journeys.clocks)
                    .addService(identities)
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var port = Integer.toString(server.getPort());
        return Map.of("quarkus.grpc.clients.journey.test-port", port, "quarkus.grpc.clients.identity.test-port", port);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(journeys, new TestInjector.MatchesType(FakeJourneys.class));
        injector.injectIntoFields(identities, new TestInjector.MatchesType(FakeIdentities.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdownNow();
        }
    }
}
