package io.throughline.journey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.grpc.GrpcClient;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.ApplyDefinitionResponse;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.kit.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Somebody who applies definitions, records interactions and asks for journeys, over real gRPC. */
@ApplicationScoped
public class Caller {

    private static final int LARGEST_BATCH = 1_000;

    private final DefinitionServiceBlockingStub definitions;
    private final InteractionServiceBlockingStub interactions;
    private final JourneyServiceBlockingStub journeys;
    private final Database database;

    @Inject
    public Caller(
            @GrpcClient("self") DefinitionServiceBlockingStub definitions,
            @GrpcClient("self") InteractionServiceBlockingStub interactions,
            @GrpcClient("self") JourneyServiceBlockingStub journeys,
            Database database) {
        this.definitions = definitions;
        this.interactions = interactions;
        this.journeys = journeys;
        this.database = database;
    }

    public ApplyDefinitionResponse apply(String yaml) {
        return definitions.applyDefinition(
                ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
    }

    /** None of {@code happened} was recorded before. */
    public void record(Interaction.Builder... happened) {
        for (int from = 0; from < happened.length; from += LARGEST_BATCH) {
            var batch = RecordInteractionsRequest.newBuilder();
            Arrays.stream(happened).skip(from).limit(LARGEST_BATCH).forEach(batch::addInteractions);
            assertThat(interactions.recordInteractions(batch.build()).getResultsList())
                    .hasSize(batch.getInteractionsCount())
                    .allMatch(result -> result.hasRecorded());
        }
    }

    public List<Journey> journeysOf(String email) {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setIdentifier(Identifier.newBuilder().setNamespace("email").setValue(email))
                        .build())
                .getJourneysList();
    }

    /** Applying wakes the folding; it needs no more than the machine's time. */
    public void awaitFolded() {
        var deadline = Instant.now().plusSeconds(20);
        while (database.run("select from definition_folding").size() > 0) {
            assertThat(Instant.now()).as("folding comes to its end").isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
