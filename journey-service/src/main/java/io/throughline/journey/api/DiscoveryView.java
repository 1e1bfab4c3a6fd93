package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.discovery.Discovered;
import io.throughline.journey.discovery.Discovery;
import io.throughline.journey.discovery.Likely;
import io.throughline.journey.discovery.TouchpointFigures;
import io.throughline.journey.survey.TimeFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "DiscoveredDefinition", description = "What was found, and what is proposed for it; docs/discovery.md explains")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DiscoveryView(
        @Schema(description = "The proposed definition; empty when there are no cases") String yaml,
        long cases,
        @Schema(description = "Of the cases") long interactions,
        @Schema(description = "When the first of those occurred") Instant firstOccurredAt,
        @Schema(description = "When the last of those occurred") Instant lastOccurredAt,
        @Schema(description = "Interactions that were looked at") long lookedAt,
        @Schema(description = "Of these, that belong to a journey") long claimed,
        @Schema(description = "Of these, that occurred at another time than was asked for") long outOfRange,
        @Schema(description = "Of these, that lack the attribute") long withoutAttribute,
        @Schema(description = "Most interactions first; at most 1,000") List<TouchpointView> touchpoints,
        @Schema(description = "The ways that cases went, most cases first") List<VariantView> variants,
        @Schema(description = "How many different ways there were among those kept") long distinctVariants,
        @Schema(description = "What directly follows what, most times first") List<PairView> pairs,
        @Schema(description = "How many different pairs there were among those kept") long distinctPairs,
        @Schema(description = "With what journeys seem to begin, most cases first") List<StartView> starts,
        @Schema(description = "With what journeys seem to end, most cases first") List<EndView> ends,
        @Schema(description = "From the first interaction of a case to its last") TimesView caseDuration,
        @Schema(description = "From one interaction of a case to the next") TimesView pauses,
        @Schema(description = "What there was no room for; all are 0 as a rule") Discovered.Cut cut) {

    private static final int MOST = 1_000;

    @Schema(name = "DiscoveredTouchpoint", description = "How a touchpoint occurs")
    record TouchpointView(
            String touchpoint,
            long interactions,
            @Schema(description = "Cases in which it occurred") long cases,
            @Schema(description = "Cases that began with it") long casesBegun,
            @Schema(description = "Cases that ended with it") long casesEnded) {

        static TouchpointView of(TouchpointFigures one) {
            return new TouchpointView(one.touchpoint(), one.interactions(), one.cases(), one.begun(), one.ended());
        }
    }

    @Schema(name = "DiscoveredVariant", description = "A way that cases went")
    record VariantView(
            @Schema(description = "In their order; at most the first 64") List<String> touchpoints,
            @Schema(description = "How many they are in all") long length,
            long cases,
            @Schema(description = "Of all cases, 0 to 1") double share) {}

    @Schema(name = "DirectlyFollows", description = "Two interactions in a row of one case")
    record PairView(String touchpoint, String followedBy, long times, TimesView time) {}

    @Schema(name = "TimeFigures", description = "Lengths of time; the mean is exact, the others are within one per cent")
    record TimesView(
            long count,
            double meanSeconds,
            double medianSeconds,
            double p90Seconds,
            double p95Seconds,
            double p99Seconds) {

        static TimesView of(TimeFigures figures) {
            return new TimesView(
                    figures.count(),
                    seconds(figures.mean()),
                    seconds(figures.median()),
                    seconds(figures.p90()),
                    seconds(figures.p95()),
                    seconds(figures.p99()));
        }

        private static double seconds(Duration time) {
            return time.toSeconds() + time.toNanosPart() / 1e9;
        }
    }

    @Schema(name = "LikelyStart", description = "With what cases began")
    record StartView(
            String touchpoint,
            long casesBegun,
            @Schema(description = "It begins a tenth of all cases or more, or more than any other") boolean likely,
            @Schema(description = "The figures in words") String why) {}

    @Schema(name = "LikelyEnd", description = "With what cases ended")
    record EndView(
            String touchpoint,
            @Schema(description = "goal, abandonment, unclear or silence") String kind,
            long casesEnded,
            @Schema(description = "Cases in which it occurred") long cases,
            @Schema(description = "The figures in words") String why) {

        static EndView of(Likely.End end) {
            return new EndView(
                    end.touchpoint().touchpoint(),
                    Parameters.word(end.kind()),
                    end.touchpoint().ended(),
                    end.touchpoint().cases(),
                    end.why());
        }
    }

    static DiscoveryView of(Discovery discovery) {
        var found = discovery.discovered();
        return new DiscoveryView(
                discovery.yaml(),
                found.cases(),
                found.interactions(),
                found.first().orElse(null),
                found.last().orElse(null),
                discovery.lookedAt(),
                discovery.claimed(),
                discovery.outOfRange(),
                discovery.withoutAttribute(),
                found.touchpoints().stream().limit(MOST).map(TouchpointView::of).toList(),
                found.variants().stream()
                        .map(one -> new VariantView(
                                one.touchpoints(), one.length(), one.cases(), (double) one.cases() / found.cases()))
                        .toList(),
                found.distinctVariants(),
                found.pairs().stream()
                        .map(one -> new PairView(
                                one.touchpoint(), one.followedBy(), one.times(), TimesView.of(one.time())))
                        .toList(),
                found.distinctPairs(),
                discovery.likely().starts().stream()
                        .limit(MOST)
                        .map(start -> new StartView(
                                start.touchpoint().touchpoint(), start.touchpoint().begun(), start.likely(), start.why()))
                        .toList(),
                discovery.likely().ends().stream().limit(MOST).map(EndView::of).toList(),
                found.duration().map(TimesView::of).orElse(null),
                found.pauses().map(TimesView::of).orElse(null),
                found.cut());
    }
}
