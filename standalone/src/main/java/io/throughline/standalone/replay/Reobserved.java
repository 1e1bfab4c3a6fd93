package io.throughline.standalone.replay;

import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Whose accepted interactions are in the end, after customers have fallen apart: identity-service is asked again about all of
 * them, which changes nothing. An interaction is the holder's of its anchor; only identity-service knows which identifier
 * that is.
 */
final class Reobserved {

    private static final long SECONDS_TO_ANSWER = 120;

    private final Clients clients;
    private final Patience patience;
    private final BatchBuilder lines = new BatchBuilder(Replay.USUAL_BATCH);
    private final Set<UUID> customers = new HashSet<>();

    Reobserved(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** Adds a line whose interaction was accepted. */
    void add(Mapped line) {
        lines.add(line).ifPresent(this::ask);
    }

    /** Whose they are; to be called when all are added. */
    Set<UUID> customers() {
        lines.rest().ifPresent(this::ask);
        return customers;
    }

    private void ask(Batch batch) {
        var request = ResolveRequest.newBuilder();
        batch.interactions().forEach(interaction -> request.addObservations(observation(interaction)));
        patience.untilAnswered(() -> clients.identity()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .resolve(request.build()))
                .getResolutionsList()
                .forEach(resolution -> customers.add(holder(resolution)));
    }

    private static UUID holder(Resolution resolution) {
        if (!resolution.hasResolved()) {
            throw new IllegalStateException("an observation that was accepted is refused: " + resolution.getRefused());
        }
        return UUID.fromString(resolution.getResolved().getCustomerId());
    }

    private static Observation.Builder observation(Interaction interaction) {
        return Observation.newBuilder()
                .addAllIdentifiers(interaction.getIdentifiersList())
                .setSource(interaction.getSource())
                .setObservedAt(interaction.getOccurredAt());
    }
}
