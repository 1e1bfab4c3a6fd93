package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.definition.AppliedDefinition;
import io.throughline.journey.definition.Kpi;
import io.throughline.journey.definition.Moment;
import io.throughline.journey.definition.Persona;
import io.throughline.journey.definition.Stage;
import io.throughline.journey.definition.Team;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Definition", description = "A journey definition as it stands now")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DefinitionView(
        @Schema(description = "Its name") String name,
        @Schema(description = "1, 2, 3…") int version,
        @Schema(description = "draft, live or retired") String status,
        @Schema(description = "For people") String title,
        @Schema(description = "What the customer wants") String goal,
        @Schema(description = "How the customer tells that it went well") String outcome,
        @Schema(description = "Where in the relationship it belongs", examples = "use") String lifecycleStage,
        @Schema(description = "Who answers for the journey") String owner,
        @Schema(description = "When it is to be looked at again") LocalDate reviewDate,
        @Schema(description = "For whom it was thought out") List<PersonaView> personas,
        @Schema(description = "How long it may take to its goal") Double targetSeconds,
        @Schema(description = "What targetSeconds is to become") Double stretchSeconds,
        @Schema(description = "Its phases, in their order") List<StageView> stages,
        @Schema(description = "The moments of truth") List<MomentView> moments,
        @Schema(description = "Those that take part") List<TeamView> teams,
        @Schema(description = "The figures by which people judge it") List<KpiView> kpis,
        @Schema(description = "Since when journeys that begin follow this version; none on the first, which covers all the past")
                Instant effectiveFrom,
        @Schema(description = "Whether interactions recorded before are still being folded") boolean folding) {

    @Schema(name = "Persona", description = "A kind of customer for whom the journey was thought out")
    record PersonaView(
            @Schema(description = "Its name") String name,
            @Schema(description = "For people") String title,
            @Schema(description = "Which customers they are, in CEL") String when) {

        static PersonaView of(Persona persona) {
            return new PersonaView(persona.name(), persona.title(), persona.when());
        }
    }

    @Schema(name = "Stage", description = "A phase of the journey")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StageView(
            @Schema(description = "Its name") String name,
            @Schema(description = "For people") String title,
            @Schema(description = "By which a journey gets into it") List<String> touchpoints,
            @Schema(description = "A further condition, in CEL") String when) {

        static StageView of(Stage stage) {
            return new StageView(stage.name(), stage.title(), stage.touchpoints(), stage.expression());
        }
    }

    @Schema(name = "Moment", description = "A touchpoint that the definition names as mattering")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MomentView(
            @Schema(description = "Its name") String name,
            @Schema(description = "For people") String title,
            @Schema(description = "Who answers for it") String owner,
            @Schema(description = "1 (of little weight) to 5 (decides the relationship)") int importance,
            @Schema(description = "How long it may take from the beginning of the journey") Double targetSeconds,
            @Schema(description = "Mean of the answers to CSAT that is aimed at, 1 to 5") BigDecimal targetSatisfaction,
            @Schema(description = "What targetSeconds is to become") Double stretchSeconds,
            @Schema(description = "What targetSatisfaction is to become") BigDecimal stretchSatisfaction) {

        static MomentView of(Moment moment) {
            var targets = moment.targets();
            return new MomentView(
                    moment.name(),
                    moment.title(),
                    moment.owner(),
                    moment.importance(),
                    seconds(targets.time()),
                    targets.satisfaction().orElse(null),
                    seconds(targets.stretchTime()),
                    targets.stretchSatisfaction().orElse(null));
        }
    }

    @Schema(name = "Team", description = "A team that takes part in the journey")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record TeamView(
            @Schema(description = "Its name") String name,
            @Schema(description = "Those that it owns") List<String> touchpoints) {

        static TeamView of(Team team) {
            return new TeamView(team.name(), team.touchpoints());
        }
    }

    @Schema(name = "Kpi", description = "A figure by which people judge the journey")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record KpiView(
            @Schema(description = "Its name") String name,
            @Schema(description = "For people") String title,
            @Schema(description = "outcome, what the journey brings about, or output, what is done for it") String kind,
            @Schema(description = "What is aimed at, in words") String target) {

        static KpiView of(Kpi kpi) {
            return new KpiView(kpi.name(), kpi.title(), Parameters.word(kpi.kind()), kpi.target());
        }
    }

    static DefinitionView of(AppliedDefinition applied) {
        var map = applied.map();
        var charter = map.charter();
        return new DefinitionView(
                map.name(),
                applied.version(),
                Parameters.word(map.status()),
                charter.title(),
                charter.goal(),
                charter.outcome(),
                charter.lifecycleStage().map(Parameters::word).orElse(null),
                charter.owner(),
                charter.reviewDate().orElse(null),
                charter.personas().stream().map(PersonaView::of).toList(),
                seconds(map.targetTime()),
                seconds(map.stretchTime()),
                map.stages().stream().map(StageView::of).toList(),
                map.moments().stream().map(MomentView::of).toList(),
                map.teams().stream().map(TeamView::of).toList(),
                charter.kpis().stream().map(KpiView::of).toList(),
                applied.effectiveFrom().orElse(null),
                applied.folding());
    }

    private static Double seconds(Optional<Duration> time) {
        return time.map(duration -> duration.toMillis() / 1_000.0).orElse(null);
    }
}
