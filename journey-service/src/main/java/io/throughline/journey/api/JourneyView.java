package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.fold.Signal;
import io.throughline.journey.fold.Tally;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.journey.WholeJourney;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Journey", description = "One customer's run through one definition")
@JsonInclude(JsonInclude.Include.NON_NULL)
record JourneyView(
        @Schema(description = "Stays the same as long as the journey begins with the same interaction") UUID id,
        UUID customerId,
        @Schema(description = "Name of its definition") String definition,
        @Schema(description = "The version of the definition that it follows") int version,
        @Schema(description = "Since when it follows this version; none when it has from its beginning") Instant migratedAt,
        @Schema(description = "What tells it from others of the same customer and definition; empty without `correlate_by`")
                String correlation,
        @Schema(examples = "active") String state,
        @Schema(description = "The stage of its definition into which it was led last; empty before the first") String stage,
        @Schema(description = "When its first interaction occurred") Instant startedAt,
        @Schema(description = "When its last interaction occurred") Instant lastInteractionAt,
        @Schema(description = "When it was achieved, abandoned or exited; none before") Instant endedAt,
        @Schema(description = "The next change that time alone will bring, unless something happens first; none when time brings none")
                Instant dueAt,
        @Schema(description = "Rises with every change of this journey") long revision,
        @Schema(description = "In order of time") List<TransitionView> transitions,
        @Schema(description = "What was noticed, one entry for each kind that was") List<SignalView> signals,
        TallyView tally,
        @Schema(description = "Its interactions, in order of time") List<StepView> steps) {

    static JourneyView of(WholeJourney whole) {
        var journey = whole.journey();
        return new JourneyView(
                journey.id(),
                whole.customer(),
                journey.definition(),
                journey.version(),
                journey.migratedAt().orElse(null),
                journey.correlation(),
                Parameters.word(journey.state()),
                journey.stage(),
                journey.entry().occurredAt(),
                journey.last().occurredAt(),
                journey.endedAt().orElse(null),
                whole.due().orElse(null),
                whole.revision(),
                journey.transitions().stream()
                        .map(transition -> TransitionView.of(journey.definition(), transition))
                        .toList(),
                journey.signals().stream().map(SignalView::of).toList(),
                TallyView.of(journey.tally()),
                journey.steps().stream()
                        .map(step -> new StepView(step.touchpoint(), step.channel(), step.occurredAt()))
                        .toList());
    }

    @Schema(name = "Transition", description = "One change inside a journey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TransitionView(
            @Schema(description = "The same for the same definition, kind and cause") UUID id,
            @Schema(examples = "reached") String kind,
            @Schema(description = "The time of the interaction that caused it, or the deadline that passed") Instant occurredAt,
            @Schema(description = "The interaction that caused it, or from which its deadline was counted") UUID interactionId,
            @Schema(description = "The moment of truth that was reached; none for the other kinds") String moment) {

        static TransitionView of(String definition, Transition transition) {
            return new TransitionView(
                    transition.id(definition),
                    Parameters.word(transition.kind()),
                    transition.at(),
                    transition.interactionId(),
                    Parameters.text(transition.moment()).orElse(null));
        }
    }

    @Schema(name = "Signal", description = "All that was noticed of one kind inside a journey")
    record SignalView(
            @Schema(examples = "ping_pong") String kind,
            @Schema(description = "How often, at least once") long times,
            @Schema(description = "The time of an interaction, or a deadline that passed") Instant firstAt,
            @Schema(description = "The interaction by which it was noticed first, or from which the deadline was counted")
                    UUID firstInteractionId,
            Instant lastAt,
            UUID lastInteractionId) {

        static SignalView of(Signal signal) {
            return new SignalView(
                    Parameters.word(signal.kind()),
                    signal.times(),
                    signal.firstAt(),
                    signal.firstCause(),
                    signal.lastAt(),
                    signal.lastCause());
        }
    }

    @Schema(name = "Step", description = "One interaction as a part of a journey")
    record StepView(String touchpoint, String channel, Instant occurredAt) {}

    @Schema(name = "Tally", description = "What the interactions of a journey add up to")
    record TallyView(
            long interactions,
            @Schema(description = "Times that the channel or the owning team changed") long handovers,
            @Schema(description = "Answers of 9 and 10") long npsPromoters,
            @Schema(description = "Answers of 7 and 8") long npsPassives,
            @Schema(description = "Answers of 0 to 6") long npsDetractors,
            long csatAnswers,
            long csatSum,
            long cesAnswers,
            long cesSum,
            @Schema(description = "By currency") Map<String, String> revenue,
            @Schema(description = "By currency") Map<String, String> cost) {

        static TallyView of(Tally tally) {
            return new TallyView(
                    tally.interactions(),
                    tally.handovers(),
                    tally.npsPromoters(),
                    tally.npsPassives(),
                    tally.npsDetractors(),
                    tally.csatAnswers(),
                    tally.csatSum(),
                    tally.cesAnswers(),
                    tally.cesSum(),
                    plain(tally.revenue()),
                    plain(tally.cost()));
        }

        private static Map<String, String> plain(Map<String, BigDecimal> sums) {
            var plain = new TreeMap<String, String>();
            sums.forEach((currency, sum) -> plain.put(currency, sum.toPlainString()));
            return plain;
        }
    }
}
