package io.throughline.journey.api;

import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.context.CustomerContexts;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.feed.JourneySnapshots;
import io.throughline.journey.feed.SnapshotPlace;
import io.throughline.journey.history.JourneyHistory;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.listing.JourneyListing;
import io.throughline.journey.redirect.IdentityFeed;
import io.throughline.journey.v1.ExplainJourneyRequest;
import io.throughline.journey.v1.ExplainJourneyResponse;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetCustomerContextResponse;
import io.throughline.journey.v1.GetFollowingRequest;
import io.throughline.journey.v1.GetFollowingResponse;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.GetJourneyFeedLagResponse;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.GetJourneyResponse;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyService;
import io.throughline.journey.v1.ListJourneysRequest;
import io.throughline.journey.v1.ListJourneysResponse;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.ReadJourneyChangesResponse;
import io.throughline.journey.v1.ReadJourneySnapshotRequest;
import io.throughline.journey.v1.ReadJourneySnapshotResponse;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.thread.OnVirtualThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The door for questions about journeys, and for the feed of their changes. */
@GrpcService
@OnVirtualThread
public class JourneyEndpoint implements JourneyService {

    private static final int USUAL_EVENTS = 100;
    private static final int USUAL_PAGE = 100;

    private final JourneyQueries journeys;
    private final JourneyHistory history;
    private final CustomerContexts contexts;
    private final JourneyListing listing;
    private final JourneyFeed feed;
    private final JourneySnapshots snapshots;
    private final IdentityFeed identity;

    @Inject
    public JourneyEndpoint(
            JourneyQueries journeys,
            JourneyHistory history,
            CustomerContexts contexts,
            JourneyListing listing,
            JourneyFeed feed,
            JourneySnapshots snapshots,
            IdentityFeed identity) {
        this.journeys = journeys;
        this.history = history;
        this.contexts = contexts;
        this.listing = listing;
        this.feed = feed;
        this.snapshots = snapshots;
        this.identity = identity;
    }

    @Override
    public Uni<GetJourneyResponse> getJourney(GetJourneyRequest request) {
        var journey = journeys.journey(UUID.fromString(request.getJourneyId()))
                .orElseThrow(() -> Refusal.notFound("journey", request.getJourneyId(), "no journey has this id"));
        return Uni.createFrom()
                .item(GetJourneyResponse.newBuilder()
                        .setJourney(JourneyMessages.journey(journey))
                        .build());
    }

    @Override
    public Uni<ExplainJourneyResponse> explainJourney(ExplainJourneyRequest request) {
        var asOf = request.hasAsOf()
                ? Optional.of(Instant.ofEpochSecond(request.getAsOf().getSeconds(), request.getAsOf().getNanos()))
                : Optional.<Instant>empty();
        int events = request.getLatestEvents() == 0 ? USUAL_EVENTS : request.getLatestEvents();
        var explanation = history.explain(UUID.fromString(request.getJourneyId()), asOf, events);
        return Uni.createFrom().item(ExplanationMessages.response(explanation));
    }

    @Override
    public Uni<GetCustomerContextResponse> getCustomerContext(GetCustomerContextRequest request) {
        var recent = request.getRecentInteractions() == 0
                ? CustomerContexts.USUAL_INTERACTIONS
                : request.getRecentInteractions();
        var context =
                switch (request.getCustomerCase()) {
                    case CUSTOMER_ID -> contexts.of(UUID.fromString(request.getCustomerId()), recent, request.getChannel());
                    case IDENTIFIER -> contexts.of(request.getIdentifier(), recent, request.getChannel());
                    case CUSTOMER_NOT_SET -> throw Refusal.invalid("customer", "name a customer or an identifier");
                };
        return Uni.createFrom().item(ContextAnswer.of(context));
    }

    @Override
    public Uni<ListJourneysResponse> listJourneys(ListJourneysRequest request) {
        int size = request.getPageSize() == 0 ? USUAL_PAGE : request.getPageSize();
        var page = listing.list(ListingMessages.wanted(request), request.getPageToken(), size);
        return Uni.createFrom().item(ListingMessages.response(page));
    }

    @Override
    public Uni<GetFollowingResponse> getFollowing(GetFollowingRequest request) {
        var lag = identity.lag();
        return Uni.createFrom()
                .item(GetFollowingResponse.newBuilder()
                        .setChangesBehind(lag.changes())
                        .setBehind(Durations.fromNanos(lag.age().toNanos()))
                        .build());
    }

    @Override
    public Uni<ReadJourneyChangesResponse> readJourneyChanges(ReadJourneyChangesRequest request) {
        var wait = Duration.ofNanos(Durations.toNanos(request.getWait()));
        var page = feed.read(request.getPositionsList(), request.getPageSize(), wait);
        var changes = ChangePage.of(page.news());
        return Uni.createFrom()
                .item(ReadJourneyChangesResponse.newBuilder()
                        .addAllChanges(changes)
                        .setMore(page.more() || changes.size() < page.news().size())
                        .build());
    }

    @Override
    public Uni<ReadJourneySnapshotResponse> readJourneySnapshot(ReadJourneySnapshotRequest request) {
        var slots = new TreeSet<>(request.getSlotsList());
        var page = snapshots.read(slots, request.getPageToken(), request.getPageSize());
        var changes = ChangePage.of(page.news());
        return Uni.createFrom()
                .item(ReadJourneySnapshotResponse.newBuilder()
                        .addAllChanges(changes.stream().map(JourneyEndpoint::withoutPosition).toList())
                        .setNextPageToken(page.next(changes.size()).map(SnapshotPlace::token).orElse(""))
                        .addAllPositions(slots.stream()
                                .map(slot -> SlotPosition.newBuilder()
                                        .setSlot(slot)
                                        .setPosition(page.end().token())
                                        .build())
                                .toList())
                        .build());
    }

    private static JourneyChange withoutPosition(JourneyChange change) {
        return change.toBuilder().setHeader(change.getHeader().toBuilder().clearPosition()).build();
    }

    @Override
    public Uni<GetJourneyFeedLagResponse> getJourneyFeedLag(GetJourneyFeedLagRequest request) {
        var lag = feed.lag(request.getPositionsList(), request.getCountUpTo());
        return Uni.createFrom()
                .item(GetJourneyFeedLagResponse.newBuilder()
                        .setChanges(lag.changes())
                        .setAge(Durations.fromNanos(lag.age().toNanos()))
                        .setTruncated(lag.truncated())
                        .build());
    }
}
