package io.throughline.standalone.client;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.throughline.identity.v1.IdentityServiceGrpc;
import io.throughline.identity.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import io.throughline.journey.v1.ClockServiceGrpc;
import io.throughline.journey.v1.ClockServiceGrpc.ClockServiceBlockingStub;
import io.throughline.journey.v1.ConformanceServiceGrpc;
import io.throughline.journey.v1.ConformanceServiceGrpc.ConformanceServiceBlockingStub;
import io.throughline.journey.v1.DefinitionServiceGrpc;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.DiscoveryServiceGrpc;
import io.throughline.journey.v1.DiscoveryServiceGrpc.DiscoveryServiceBlockingStub;
import io.throughline.journey.v1.InteractionServiceGrpc;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceStub;
import io.throughline.journey.v1.JourneyServiceGrpc;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.MigrationServiceGrpc;
import io.throughline.journey.v1.MigrationServiceGrpc.MigrationServiceBlockingStub;
import io.throughline.journey.v1.PreviewServiceGrpc;
import io.throughline.journey.v1.PreviewServiceGrpc.PreviewServiceBlockingStub;
import io.throughline.measurement.v1.MeasurementServiceGrpc;
import io.throughline.measurement.v1.MeasurementServiceGrpc.MeasurementServiceBlockingStub;
import io.throughline.orchestration.v1.ActionServiceGrpc;
import io.throughline.orchestration.v1.ActionServiceGrpc.ActionServiceStub;
import io.throughline.orchestration.v1.DecisionServiceGrpc;
import io.throughline.orchestration.v1.DecisionServiceGrpc.DecisionServiceBlockingStub;
import io.throughline.orchestration.v1.PolicyServiceGrpc;
import io.throughline.orchestration.v1.PolicyServiceGrpc.PolicyServiceBlockingStub;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Ports;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connections to the four services of a platform on this machine, the same as any channel system would open. */
public final class Clients implements AutoCloseable {

    /** What the services answer at most, 16 MiB. */
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

    private static final long RECONNECT_MILLIS = 250;

    private final Map<Part, ManagedChannel> channels = new EnumMap<>(Part.class);

    private Clients(Ports ports) {
        for (var service : Part.services()) {
            var channel = NettyChannelBuilder.forAddress("127.0.0.1", ports.of(service))
                    .usePlaintext()
                    .maxInboundMessageSize(LARGEST_MESSAGE)
                    .build();
            reconnectSoon(channel);
            channels.put(service, channel);
        }
    }

    public static Clients connect(Ports ports) {
        return new Clients(ports);
    }

    public ManagedChannel channel(Part service) {
        return channels.get(service);
    }

    public IdentityServiceBlockingStub identity() {
        return IdentityServiceGrpc.newBlockingStub(channel(Part.IDENTITY));
    }

    public InteractionServiceBlockingStub interactions() {
        return InteractionServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public InteractionServiceStub interactionStream() {
        return InteractionServiceGrpc.newStub(channel(Part.JOURNEY));
    }

    public DefinitionServiceBlockingStub definitions() {
        return DefinitionServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public DiscoveryServiceBlockingStub discovery() {
        return DiscoveryServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public ConformanceServiceBlockingStub conformance() {
        return ConformanceServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public PreviewServiceBlockingStub previews() {
        return PreviewServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public MigrationServiceBlockingStub migrations() {
        return MigrationServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public ClockServiceBlockingStub clock() {
        return ClockServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public JourneyServiceBlockingStub journeys() {
        return JourneyServiceGrpc.newBlockingStub(channel(Part.JOURNEY));
    }

    public MeasurementServiceBlockingStub measurement() {
        return MeasurementServiceGrpc.newBlockingStub(channel(Part.MEASUREMENT));
    }

    public PolicyServiceBlockingStub policies() {
        return PolicyServiceGrpc.newBlockingStub(channel(Part.ORCHESTRATION));
    }

    public DecisionServiceBlockingStub decisions() {
        return DecisionServiceGrpc.newBlockingStub(channel(Part.ORCHESTRATION));
    }

    public ActionServiceStub actions() {
        return ActionServiceGrpc.newStub(channel(Part.ORCHESTRATION));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }

    /** gRPC waits up to two minutes between its attempts; a service of this machine is back within seconds. */
    private static void reconnectSoon(ManagedChannel channel) {
        var state = channel.getState(false);
        if (state == ConnectivityState.TRANSIENT_FAILURE) {
            CompletableFuture.delayedExecutor(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(channel::resetConnectBackoff);
        }
        if (state != ConnectivityState.SHUTDOWN) {
            channel.notifyWhenStateChanged(state, () -> reconnectSoon(channel));
        }
    }
}
