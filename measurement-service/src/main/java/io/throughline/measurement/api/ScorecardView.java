package io.throughline.measurement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.measurement.scorecard.Scorecard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Scorecard", description = "One journey definition in numbers. What cannot be known is left out.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScorecardView(
        @Schema(description = "The definition's name", examples = "pay-bill") String definition,
        @Schema(description = "The definition's version") int version,
        @Schema(description = "What people call the journey", examples = "Pay a bill") String title,
        @Schema(description = "What the customer wants, in words") String goal,
        @Schema(description = "Who answers for the journey") String owner,
        StatesView journeys,
        @Schema(description = "Customers with at least one such journey") long customers,
        @Schema(description = "Journeys that were stalled at least once") long everStalled,
        @Schema(description = "Share of the ended journeys that achieved the goal, 0 to 1; none while none has ended")
                Double achievedShare,
        @Schema(description = "From first interaction to the goal, over the achieved journeys; none without one")
                DurationView timeToGoal,
        @Schema(description = "How long the journey may take to its goal, in seconds; none without a target")
                BigDecimal targetSeconds,
        @Schema(description = "Share of the achieved journeys that met the target, 0 to 1") Double withinTargetShare,
        @Schema(description = "Times that the channel or the owning team changed, per journey")
                Double handoversPerJourney,
        NpsView nps,
        @Schema(description = "Customer satisfaction: 1 (very dissatisfied) to 5 (very satisfied)") MeanView csat,
        @Schema(description = "Customer effort: 1 (very difficult) to 7 (very easy)") MeanView ces,
        @Schema(description = "Earned by the interactions of the journeys: exact decimals by ISO currency")
                Map<String, String> revenue,
        @Schema(description = "Spent on the interactions of the journeys: exact decimals by ISO currency")
                Map<String, String> cost,
        @Schema(description = "Mean success score over the journeys that have one; none when no journey has")
                ScoreView success,
        @Schema(description = "How many journeys the success score is the mean of") long successJourneys,
        @Schema(description = "Journeys by the personas of their customers, in the order of the definition")
                List<PersonaView> personas,
        @Schema(description = "When the latest interaction of any of the journeys occurred; none without a journey")
                Instant asOf) {

    static ScorecardView of(Scorecard card) {
        var definition = card.definition();
        return new ScorecardView(
                definition.name(),
                definition.version(),
                definition.title(),
                definition.goal(),
                definition.owner(),
                StatesView.of(card.states()),
                card.customers(),
                card.everStalled(),
                nullable(card.achievedShare()),
                card.timeToGoal().map(DurationView::of).orElse(null),
                definition.targetTime().map(DurationView::seconds).orElse(null),
                nullable(card.withinTargetShare()),
                nullable(card.handoversPerJourney()),
                NpsView.of(card.nps()),
                MeanView.of(card.csat()),
                MeanView.of(card.ces()),
                plain(card.revenue()),
                plain(card.cost()),
                card.success().map(ScoreView::of).orElse(null),
                card.successJourneys(),
                card.personas().stream().map(PersonaView::of).toList(),
                card.lastInteractionAt().orElse(null));
    }

    private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().toPlainString(),
                        (one, other) -> one,
                        java.util.TreeMap::new));
    }

    static Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    @Schema(name = "PersonaJourneys", description = "How many journeys are those of a persona")
    record PersonaView(
            String name,
            String title,
            long journeys,
            @Schema(description = "Customers with at least one such journey") long customers) {

        static PersonaView of(Scorecard.PersonaShare share) {
            return new PersonaView(
                    share.persona().name(), share.persona().title(), share.journeys(), share.customers());
        }
    }

    @Schema(name = "Nps", description = "Net Promoter Score answers: 9 and 10; 7 and 8; 0 to 6")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NpsView(
            long promoters,
            long passives,
            long detractors,
            @Schema(description = "Share of promoters less share of detractors, -100 to 100; none without an answer")
                    Double score) {

        static NpsView of(Scorecard.Recommendation nps) {
            return new NpsView(nps.promoters(), nps.passives(), nps.detractors(), nullable(nps.score()));
        }
    }

    @Schema(name = "Mean", description = "The mean of answers")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MeanView(long answers, @Schema(description = "None without an answer") Double mean) {

        static MeanView of(Scorecard.Answers answers) {
            return new MeanView(answers.count(), nullable(answers.mean()));
        }
    }
}
