package io.throughline.standalone.torture;

import com.google.protobuf.Duration;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.Transition;
import io.throughline.measurement.v1.GetPathsRequest;
import io.throughline.measurement.v1.ListScorecardsRequest;
import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.torture.Decisions.Cause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the state of a platform the way any follower would: journeys from the feed, from its beginning. */
final class StateReader {

    private static final int SLOTS = 64;
    private static final int PAGE = 500;
    private static final int ALL_VARIANTS = 1_000;

    private final Patience patience = new Patience(java.time.Duration.ofMinutes(1));
    private final Clients clients;
    private final Map<Integer, SlotPosition> positions = new HashMap<>();
    private final Map<String, Journey> journeys = new HashMap<>();

    StateReader(Clients clients) {
        this.clients = clients;
        IntStream.range(0, SLOTS)
                .forEach(slot -> positions.put(slot, SlotPosition.newBuilder().setSlot(slot).build()));
    }

    /** @param people whom identity-service knows */
    PlatformState read(People people) {
        for (var changes = page(); !changes.isEmpty(); changes = page()) {
            changes.forEach(this::take);
        }
        var paths = patience.untilAnswered(() -> clients.measurement()
                .getPaths(GetPathsRequest.newBuilder().setTopVariants(ALL_VARIANTS).build()));
        var scorecards = patience.untilAnswered(
                        () -> clients.measurement().listScorecards(ListScorecardsRequest.getDefaultInstance()))
                .getScorecardsList();
        return new PlatformState(anonymous(), customers(), people.persons(), paths, scorecards, decisions());
    }

    private Map<Cause, DecisionOutcome> decisions() {
        var standing = journeys.values().stream()
                .flatMap(journey -> journey.getTransitionsList().stream())
                .map(Transition::getId)
                .collect(Collectors.toSet());
        // Of a transition that was withdrawn again, the reader of the feed may have heard or not.
        return new Decisions(clients, patience)
                .all().stream()
                        .filter(decision -> standing.contains(decision.getTransitionId()))
                        .collect(Collectors.toMap(Cause::of, StateReader::outcome));
    }

    private static DecisionOutcome outcome(Decision decision) {
        return switch (decision.getOutcome()) {
            // Whether what stood in the place before had been sent by the time that it was withdrawn depends on the channel;
            // that there is an action does not: the policies here ask of a transition its kind alone, and what takes the place
            // of another is of its kind.
            case DECISION_OUTCOME_ACT, DECISION_OUTCOME_ALREADY_SENT -> DecisionOutcome.DECISION_OUTCOME_ACT;
            // The policies are such that nothing comes too late or is suppressed, and what stands was not cancelled.
            case DECISION_OUTCOME_NOT_ELIGIBLE,
                    DECISION_OUTCOME_SUPPRESSED,
                    DECISION_OUTCOME_TOO_LATE,
                    DECISION_OUTCOME_CANCELLED,
                    DECISION_OUTCOME_UNSPECIFIED,
                    UNRECOGNIZED ->
                decision.getOutcome();
        };
    }

    private List<JourneyChange> page() {
        return patience.untilAnswered(() -> clients.journeys()
                        .readJourneyChanges(ReadJourneyChangesRequest.newBuilder()
                                .addAllPositions(positions.values())
                                .setPageSize(PAGE)
                                .setWait(Duration.getDefaultInstance())
                                .build()))
                .getChangesList();
    }

    /** A journey that went to another customer is told as gone in one slot and as newer in another, in any order. */
    private void take(JourneyChange change) {
        var header = change.getHeader();
        positions.put(
                header.getSlot(),
                SlotPosition.newBuilder()
                        .setSlot(header.getSlot())
                        .setPosition(header.getPosition())
                        .build());
        switch (change.getStateCase()) {
            case JOURNEY ->
                journeys.merge(change.getJourneyId(), change.getJourney(), (known, told) ->
                        told.getRevision() >= known.getRevision() ? told : known);
            case TOMBSTONE ->
                journeys.computeIfPresent(change.getJourneyId(), (_, known) ->
                        known.getCustomerId().equals(header.getCustomerId()) ? null : known);
            case TOLD_LATER -> {}
            case STATE_NOT_SET -> throw new IllegalStateException("the feed told nothing of " + change.getJourneyId());
        }
    }

    private Map<String, Journey> anonymous() {
        return journeys.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toBuilder()
                        .clearCustomerId()
                        .clearRevision()
                        .clearStandingSince()
                        .build()));
    }

    private Set<Set<String>> customers() {
        Map<String, Set<String>> byCustomer = new HashMap<>();
        journeys.forEach((id, journey) ->
                byCustomer.computeIfAbsent(journey.getCustomerId(), _ -> new HashSet<>()).add(id));
        return new HashSet<>(byCustomer.values());
    }
}
