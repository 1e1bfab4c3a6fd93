package io.throughline.standalone.replay;

import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.identity.v1.Resolved;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Set<Identifier> departed;
    private final BatchBuilder lines = new BatchBuilder(Replay.USUAL_BATCH);
    private final Set<UUID> customers = new HashSet<>();

    /** One line for each set of identifiers whose anchor is a departed one, by source and set. */
    private final Map<Observation, Mapped> witnesses = new HashMap<>();

    private List<Batch> testimony = List.of();

    /** @param departed identifiers that left a customer for another */
    Reobserved(Clients clients, Patience patience, Set<Identifier> departed) {
        this.clients = clients;
        this.patience = patience;
        this.departed = departed;
    }

    /** Adds a line whose interaction was accepted. */
    void add(Mapped line) {
        lines.add(line).ifPresent(this::ask);
    }

    /** To be called when all are added. */
    Reobserved finish() {
        lines.rest().ifPresent(this::ask);
        var builder = new BatchBuilder(Replay.USUAL_BATCH);
        testimony = new ArrayList<>();
        witnesses.values().forEach(line -> builder.add(line).ifPresent(testimony::add));
        builder.rest().ifPresent(testimony::add);
        witnesses.clear();
        return this;
    }

    /** Whose they are. */
    Set<UUID> customers() {
        return customers;
    }

    /**
     * Whether journey-service names the same customers for what was observed under departed identifiers. It answers from what
     * identity-service said when it was first asked, corrected by what it has been told since. Where it has forgotten that,
     * because it was restarted or has had too many to remember, it asks anew and may know a moment before its journeys do.
     */
    boolean areKnownToJourneys() {
        return testimony.stream().allMatch(batch -> owners(batch)
                .equals(resolve(batch).stream().map(Resolved::getCustomerId).toList()));
    }

    private void ask(Batch batch) {
        var answers = resolve(batch);
        for (int i = 0; i < answers.size(); i++) {
            var line = batch.lines().get(i);
            customers.add(UUID.fromString(answers.get(i).getCustomerId()));
            if (departed.contains(answers.get(i).getAnchor())) {
                witnesses.putIfAbsent(observation(line.interaction()).clearObservedAt().build(), line);
            }
        }
    }

    private List<Resolved> resolve(Batch batch) {
        var request = ResolveRequest.newBuilder();
        batch.interactions().forEach(interaction -> request.addObservations(observation(interaction)));
        return patience.untilAnswered(() -> clients.identity()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .resolve(request.build()))
                .getResolutionsList()
                .stream()
                .map(Reobserved::resolved)
                .toList();
    }

    /** Sending again what was recorded changes nothing and tells whose it is. */
    private List<String> owners(Batch batch) {
        var request = RecordInteractionsRequest.newBuilder().addAllInteractions(batch.interactions()).build();
        return patience.untilAnswered(() -> clients.interactions()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .recordInteractions(request))
                .getResultsList()
                .stream()
                .map(Reobserved::owner)
                .toList();
    }

    private static String owner(InteractionResult result) {
        if (!result.hasRecorded()) {
            throw new IllegalStateException("an interaction that was accepted is refused: " + result.getRefused());
        }
        return result.getRecorded().getCustomerId();
    }

    private static Resolved resolved(Resolution resolution) {
        if (!resolution.hasResolved()) {
            throw new IllegalStateException("an observation that was accepted is refused: " + resolution.getRefused());
        }
        return resolution.getResolved();
    }

    private static Observation.Builder observation(Interaction interaction) {
        return Observation.newBuilder()
                .addAllIdentifiers(interaction.getIdentifiersList())
                .setSource(interaction.getSource())
                .setObservedAt(interaction.getOccurredAt());
    }
}
