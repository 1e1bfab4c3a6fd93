package io.throughline.journey.api;

import io.throughline.journey.preview.Coverage;
import io.throughline.journey.preview.Preview;
import io.throughline.journey.v1.DefinitionPreview;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.MomentPreview;
import io.throughline.journey.v1.PreviewCoverage;
import io.throughline.journey.v1.PreviewExample;
import io.throughline.journey.v1.SignalPreview;
import io.throughline.journey.v1.StateMove;
import io.throughline.journey.v1.StatePreview;
import java.util.Optional;

/** What a definition would change as the contract words it. */
final class PreviewMessages {

    private PreviewMessages() {}

    static DefinitionPreview message(Preview preview) {
        var prospect = preview.prospect();
        var message = DefinitionPreview.newBuilder()
                .setDefinition(prospect.map().name())
                .setVersion(prospect.version())
                .setInForceVersion(prospect.inForce().orElse(0))
                .setCoverage(message(preview.coverage()))
                .setInteractions(preview.interactions())
                .setJourneysBefore(preview.journeys().before())
                .setJourneysAfter(preview.journeys().after())
                .setJourneysChanged(preview.changed());
        prospect.effectiveFrom().map(JourneyMessages::time).ifPresent(message::setEffectiveFrom);
        preview.asOf().map(JourneyMessages::time).ifPresent(message::setAsOf);
        preview.toGoal().before().map(DiscoveryMessages::message).ifPresent(message::setTimeToGoalBefore);
        preview.toGoal().after().map(DiscoveryMessages::message).ifPresent(message::setTimeToGoalAfter);
        preview.states().forEach(state -> message.addStates(message(state)));
        preview.moments().forEach(moment -> message.addMoments(message(moment)));
        preview.signals().forEach(signalled -> message.addSignals(message(signalled)));
        preview.moves().forEach(move -> message.addMoves(message(move)));
        return message.build();
    }

    private static PreviewCoverage message(Coverage coverage) {
        return switch (coverage) {
            case PAST -> PreviewCoverage.PREVIEW_COVERAGE_PAST;
            case AS_APPLIED -> PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED;
            case MIGRATED -> PreviewCoverage.PREVIEW_COVERAGE_MIGRATED;
        };
    }

    private static StatePreview message(Preview.State state) {
        return StatePreview.newBuilder()
                .setState(JourneyMessages.state(state.state()))
                .setJourneysBefore(state.journeys().before())
                .setJourneysAfter(state.journeys().after())
                .build();
    }

    private static MomentPreview message(Preview.Moment moment) {
        var message = MomentPreview.newBuilder()
                .setMoment(moment.moment())
                .setReachedBefore(moment.journeys().before())
                .setReachedAfter(moment.journeys().after());
        moment.took().before().map(DiscoveryMessages::message).ifPresent(message::setTimeBefore);
        moment.took().after().map(DiscoveryMessages::message).ifPresent(message::setTimeAfter);
        return message.build();
    }

    private static SignalPreview message(Preview.Signalled signalled) {
        return SignalPreview.newBuilder()
                .setKind(JourneyMessages.kind(signalled.kind()))
                .setJourneysBefore(signalled.journeys().before())
                .setJourneysAfter(signalled.journeys().after())
                .setTimesBefore(signalled.times().before())
                .setTimesAfter(signalled.times().after())
                .build();
    }

    private static StateMove message(Preview.Move move) {
        var message = StateMove.newBuilder()
                .setFrom(state(move.from()))
                .setTo(state(move.to()))
                .setJourneys(move.journeys())
                .setJourneysChanged(move.changed());
        move.examples()
                .forEach(example -> message.addExamples(PreviewExample.newBuilder()
                        .setJourneyId(example.journey().toString())
                        .setCustomerId(example.customer().toString())
                        .addAllChanges(example.changes())));
        return message.build();
    }

    private static JourneyState state(Optional<io.throughline.journey.fold.JourneyState> state) {
        return state.map(JourneyMessages::state).orElse(JourneyState.JOURNEY_STATE_UNSPECIFIED);
    }
}
