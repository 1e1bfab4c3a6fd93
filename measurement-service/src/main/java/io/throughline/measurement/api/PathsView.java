package io.throughline.measurement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.measurement.path.Paths;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Paths", description = "Which ways customers took")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PathsView(
        StatesView journeys,
        @Schema(description = "Customers with at least one of the journeys") long customers,
        @Schema(description = "Distinct sequences of touchpoints of whole journeys") long variants,
        @Schema(description = "The most frequent first") List<VariantView> topVariants,
        @Schema(description = "Distinct pairs of touchpoints that came one right after the other") int pairs,
        @Schema(description = "The most frequent pairs first, as many as were asked for") List<FollowsView> directlyFollows,
        @Schema(description = "By name") List<TouchpointView> touchpoints,
        @Schema(description = "Journeys in which a touchpoint came more than once") long reworkJourneys,
        @Schema(description = "Interactions beyond the first of their touchpoint in their journey") long reworkInteractions,
        @Schema(description = "From first to last interaction, over all journeys; none without one") DurationView duration) {

    static PathsView of(Paths paths, int pairs) {
        return new PathsView(
                StatesView.of(paths.states()),
                paths.customers(),
                paths.variants(),
                paths.topVariants().stream()
                        .map(variant -> new VariantView(variant.touchpoints(), variant.journeys()))
                        .toList(),
                paths.follows().size(),
                paths.follows().stream()
                        .limit(pairs)
                        .map(pair -> new FollowsView(pair.from(), pair.to(), pair.count()))
                        .toList(),
                paths.touchpoints().stream()
                        .map(touchpoint -> new TouchpointView(touchpoint.name(), touchpoint.interactions()))
                        .toList(),
                paths.reworkJourneys(),
                paths.reworkInteractions(),
                paths.duration().map(DurationView::of).orElse(null));
    }

    @Schema(name = "Variant", description = "A sequence of touchpoints and the journeys that took it")
    record VariantView(List<String> touchpoints, long journeys) {}

    @Schema(name = "DirectlyFollows", description = "A pair of touchpoints: how often the second came right after the first")
    record FollowsView(String from, String to, long count) {}

    @Schema(name = "Touchpoint", description = "A touchpoint and its interactions")
    record TouchpointView(String touchpoint, long interactions) {}
}
