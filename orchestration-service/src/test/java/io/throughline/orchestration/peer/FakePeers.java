package io.throughline.orchestration.peer;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.throughline.kit.test.FreePort;
import io.throughline.kit.test.ReturningServer;

/** The server of journey-service and identity-service, which can go and come again under its address. */
public final class FakePeers {

    private final FakeJourneys journeys;
    private final FakeIdentities identities;
    private final int port;
    private Server server;

    FakePeers(FakeJourneys journeys, FakeIdentities identities) {
        this.journeys = journeys;
        this.identities = identities;
        this.port = FreePort.any();
    }

    int port() {
        return port;
    }

    /** Has the server be there. */
    public synchronized void beUp() {
        if (server == null) {
            server = ReturningServer.start(() -> NettyServerBuilder.forPort(port)
                    .addService(journeys.feed)
                    .addService(journeys.clocks)
                    .addService(journeys.definitions)
                    .addService(identities)
                    .build());
        }
    }

    /** Has the server be gone, and all its connections with it. */
    public synchronized void beDown() {
        if (server != null) {
            ReturningServer.stop(server);
            try {
                server.awaitTermination();
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
            server = null;
        }
    }
}
