package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.definition.AppliedDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Definition", description = "A journey definition as it stands now")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DefinitionView(
        @Schema(description = "Its name") String name,
        @Schema(description = "1, 2, 3…") int version,
        @Schema(description = "For people") String title,
        @Schema(description = "What the customer wants") String goal,
        @Schema(description = "Where in the relationship it belongs", examples = "use") String lifecycleStage,
        @Schema(description = "Who answers for the journey") String owner,
        @Schema(description = "How long it may take to its goal") Double targetSeconds,
        @Schema(description = "The moments of truth") List<MomentView> moments,
        @Schema(description = "Since when journeys that begin follow this version; none on the first, which covers all the past")
                Instant effectiveFrom,
        @Schema(description = "Whether interactions recorded before are still being folded") boolean folding) {

    @Schema(name = "Moment", description = "A touchpoint that the definition names as mattering")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MomentView(
            @Schema(description = "Its name") String name,
            @Schema(description = "For people") String title,
            @Schema(description = "Who answers for it") String owner,
            @Schema(description = "1 (of little weight) to 5 (decides the relationship)") int importance) {}

    static DefinitionView of(AppliedDefinition applied) {
        var map = applied.map();
        return new DefinitionView(
                map.name(),
                applied.version(),
                map.title(),
                map.goal(),
                map.lifecycleStage().map(stage -> stage.name().toLowerCase(Locale.ROOT)).orElse(null),
                map.owner(),
                map.targetTime().map(time -> time.toMillis() / 1_000.0).orElse(null),
                map.moments().stream()
                        .map(moment -> new MomentView(moment.name(), moment.title(), moment.owner(), moment.importance()))
                        .toList(),
                applied.effectiveFrom().orElse(null),
                applied.folding());
    }
}
