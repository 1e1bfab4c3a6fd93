package io.throughline.orchestration.peer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Real gRPC servers with scripted answers in the place of journey-service and identity-service. They are down until a test has
 * them up, so that every run shows that the service starts without them.
 */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

    private final FakeJourneys journeys = new FakeJourneys();
    private final FakeIdentities identities = new FakeIdentities();
    private final FakePeers peers = new FakePeers(journeys, identities);

    @Override
    public Map<String, String> start() {
        var port = Integer.toString(peers.port());
        return Map.of("quarkus.grpc.clients.journey.test-port", port, "quarkus.grpc.clients.identity.test-port", port);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(journeys, new TestInjector.MatchesType(FakeJourneys.class));
        injector.injectIntoFields(identities, new TestInjector.MatchesType(FakeIdentities.class));
        injector.injectIntoFields(peers, new TestInjector.MatchesType(FakePeers.class));
    }

    @Override
    public void stop() {
        peers.beDown();
    }
}
