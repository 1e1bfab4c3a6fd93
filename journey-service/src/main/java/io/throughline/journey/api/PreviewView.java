package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.api.DiscoveryView.TimesView;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.preview.Coverage;
import io.throughline.journey.preview.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a definition would change, by HTTP. */
@Schema(name = "DefinitionPreview", description = "Journeys as they are (before) and as they would be (after)")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PreviewView(
        String definition,
        @Schema(description = "The version that it would become; that in force when it says the same") int version,
        @Schema(description = "What it is compared with; 0 when nothing is in force yet") int inForceVersion,
        @Schema(description = "If it were applied now, journeys that begin from then on would follow it; left out when it would cover all the past")
                Instant effectiveFrom,
        @Schema(description = "Whether only journeys that begin from `effectiveFrom` on were folded through it") boolean asApplied,
        @Schema(description = "Whether those under way were taken to be migrated to it besides") boolean migrated,
        @Schema(description = "Journeys are as they are then; left out while the clock shows nothing yet") Instant asOf,
        @Schema(description = "Interactions that were looked at") long interactions,
        long journeysBefore,
        long journeysAfter,
        @Schema(description = "Journeys that would be otherwise, those that would come and go among them") long journeysChanged,
        List<StateView> states,
        @Schema(description = "From the beginning to the goal; left out where none is achieved") TimesView timeToGoalBefore,
        TimesView timeToGoalAfter,
        List<MomentView> moments,
        List<SignalView> signals,
        @Schema(description = "What becomes of journeys, those with most changed journeys first") List<MoveView> moves) {

    @Schema(name = "StatePreview", description = "Journeys in one state")
    record StateView(@Schema(examples = "achieved") String state, long journeysBefore, long journeysAfter) {}

    @Schema(name = "MomentPreview", description = "Journeys that reach a moment of truth, and how long that takes them")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MomentView(String moment, long reachedBefore, long reachedAfter, TimesView timeBefore, TimesView timeAfter) {

        static MomentView of(Preview.Moment moment) {
            return new MomentView(
                    moment.moment(),
                    moment.journeys().before(),
                    moment.journeys().after(),
                    moment.took().before().map(TimesView::of).orElse(null),
                    moment.took().after().map(TimesView::of).orElse(null));
        }
    }

    @Schema(name = "SignalPreview", description = "Journeys in which a kind of signal is noticed, and how often in all")
    record SignalView(
            @Schema(examples = "inaction") String kind,
            long journeysBefore,
            long journeysAfter,
            long timesBefore,
            long timesAfter) {

        static SignalView of(Preview.Signalled signalled) {
            return new SignalView(
                    word(signalled.kind()),
                    signalled.journeys().before(),
                    signalled.journeys().after(),
                    signalled.times().before(),
                    signalled.times().after());
        }
    }

    @Schema(name = "StateMove", description = "Journeys that are in one state and would be in another, or in the same")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoveView(
            @Schema(description = "Left out when they are not there, and would come") String from,
            @Schema(description = "Left out when they would not be there") String to,
            long journeys,
            @Schema(description = "Those of them that would be otherwise in anything") long journeysChanged,
            @Schema(description = "Some of those") List<ExampleView> examples) {

        static MoveView of(Preview.Move move) {
            return new MoveView(
                    state(move.from()),
                    state(move.to()),
                    move.journeys(),
                    move.changed(),
                    move.examples().stream()
                            .map(example ->
                                    new ExampleView(example.journey(), example.customer(), example.changes()))
                            .toList());
        }

        private static String state(Optional<JourneyState> state) {
            return state.map(PreviewView::word).orElse(null);
        }
    }

    @Schema(name = "PreviewExample", description = "A journey, and in words what would be otherwise about it")
    record ExampleView(UUID journeyId, UUID customerId, List<String> changes) {}

    static PreviewView of(Preview preview) {
        var prospect = preview.prospect();
        return new PreviewView(
                prospect.map().name(),
                prospect.version(),
                prospect.inForce().orElse(0),
                prospect.effectiveFrom().orElse(null),
                preview.coverage() != Coverage.PAST,
                preview.coverage() == Coverage.MIGRATED,
                preview.asOf().orElse(null),
                preview.interactions(),
                preview.journeys().before(),
                preview.journeys().after(),
                preview.changed(),
                preview.states().stream()
                        .map(one -> new StateView(
                                word(one.state()), one.journeys().before(), one.journeys().after()))
                        .toList(),
                preview.toGoal().before().map(TimesView::of).orElse(null),
                preview.toGoal().after().map(TimesView::of).orElse(null),
                preview.moments().stream().map(MomentView::of).toList(),
                preview.signals().stream().map(SignalView::of).toList(),
                preview.moves().stream().map(MoveView::of).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
