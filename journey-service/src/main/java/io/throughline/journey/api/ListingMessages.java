package io.throughline.journey.api;

import static java.util.stream.Collectors.toSet;

import io.throughline.journey.definition.LifecycleStage;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.listing.JourneyListing;
import io.throughline.journey.listing.Place;
import io.throughline.journey.listing.Wanted;
import io.throughline.journey.v1.ListJourneysRequest;
import io.throughline.journey.v1.ListJourneysResponse;
import io.throughline.kit.page.AnswerSize;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Words questions for lists of journeys, and what they are answered with. */
final class ListingMessages {

    private ListingMessages() {}

    static Wanted wanted(ListJourneysRequest request) {
        return new Wanted(
                given(request.getCustomerId()).map(UUID::fromString),
                given(request.getDefinition()),
                given(request.getOwner()),
                Arrays.stream(LifecycleStage.values())
                        .filter(stage -> DefinitionMessages.message(stage) == request.getLifecycleStage())
                        .findFirst(),
                given(request.getStage()),
                Arrays.stream(JourneyState.values())
                        .filter(state -> request.getStatesList().contains(JourneyMessages.state(state)))
                        .collect(toSet()),
                Arrays.stream(SignalKind.values())
                        .filter(kind -> request.getSignalsList().contains(JourneyMessages.kind(kind)))
                        .collect(toSet()));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    static ListJourneysResponse response(JourneyListing.Page page) {
        var journeys = page.journeys().stream().map(JourneyMessages::journey).toList();
        var told = AnswerSize.fitting(journeys);
        var response = ListJourneysResponse.newBuilder().addAllJourneys(told);
        var end = told.size() < journeys.size() ? Optional.of(Place.of(page.journeys().get(told.size() - 1))) : page.end();
        end.map(Place::token).ifPresent(response::setNextPageToken);
        return response.build();
    }
}
