package io.throughline.orchestration;

import static io.throughline.orchestration.peer.Told.NOON;
import static io.throughline.orchestration.peer.Told.journey;
import static io.throughline.orchestration.peer.Told.newId;
import static io.throughline.orchestration.peer.Told.stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.MutinyJourneyServiceGrpc.MutinyJourneyServiceStub;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.peer.FakeIdentities;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.throughline.orchestration.v1.GetFollowingRequest;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class OutageIT {

    FakeJourneys journeys;
    FakeIdentities identities;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    @GrpcClient("journey")
    MutinyJourneyServiceStub stub;

    private final String name = "outage-" + newId().substring(0, 8);
    private final String anna = newId();

    @AfterEach
    void end() {
        peers.beUp();
        service.closeStreams();
    }

    @Test
    void servesWhileItsPeersAreDownAndGoesOnWhenTheyAreBack() {
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        identities.know(anna, "anna@example.org");
        peers.beDown();
        service.remindOfStalled(name, name, name);
        var stream = service.subscribe(name, 1);
        journeys.tell(journey(newId(), anna, name, 1, stalled(newId(), NOON)), "");

        assertThat(service.decisions(ListDecisionsRequest.newBuilder().setPolicy(name).build()))
                .isEmpty();
        assertThatThrownBy(() -> service.decisionService().getFollowing(GetFollowingRequest.getDefaultInstance()))
                .hasMessageContaining("UNAVAILABLE");

        peers.beUp();
        assertThat(stream.nextAction().getCustomerId()).isEqualTo(anna);
    }

    @Test
    void everyAttemptToReachAPeerIsOne() {
        // Only then can the pauses that a channel makes between its own attempts, up to two minutes, be cut short.
        assertThat(stub.getChannel()).isInstanceOf(ManagedChannel.class);
    }
}
