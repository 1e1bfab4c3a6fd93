package io.throughline.journey.api;

import com.google.protobuf.Duration;
import io.throughline.journey.discovery.Discovered;
import io.throughline.journey.discovery.Discovery;
import io.throughline.journey.discovery.Likely;
import io.throughline.journey.discovery.TouchpointFigures;
import io.throughline.journey.survey.TimeFigures;
import io.throughline.journey.v1.DirectlyFollows;
import io.throughline.journey.v1.DiscoveredDefinition;
import io.throughline.journey.v1.DiscoveredTouchpoint;
import io.throughline.journey.v1.DiscoveredVariant;
import io.throughline.journey.v1.LikelyEnd;
import io.throughline.journey.v1.LikelyEndKind;
import io.throughline.journey.v1.LikelyStart;
import io.throughline.kit.page.AnswerSize;

/** What was found in the record, as the contract words it. */
final class DiscoveryMessages {

    private static final int MOST_TOUCHPOINTS = 1_000;

    private DiscoveryMessages() {}

    static DiscoveredDefinition message(Discovery discovery) {
        var found = discovery.discovered();
        var cut = found.cut();
        var message = DiscoveredDefinition.newBuilder()
                .setYaml(discovery.yaml())
                .setCases(found.cases())
                .setInteractions(found.interactions())
                .setLookedAt(discovery.lookedAt())
                .setClaimed(discovery.claimed())
                .setOutOfRange(discovery.outOfRange())
                .setWithoutAttribute(discovery.withoutAttribute())
                .setDistinctVariants(found.distinctVariants())
                .setDistinctPairs(found.distinctPairs())
                .setCasesOfOtherVariants(cut.casesOfOtherVariants())
                .setVariantCountsLowBy(cut.variantsLowBy())
                .setOtherPairs(cut.otherPairs())
                .setAtOtherTouchpoints(cut.atOtherTouchpoints())
                .setCasesClosedEarly(cut.closedEarly());
        found.first().map(JourneyMessages::time).ifPresent(message::setFirstOccurredAt);
        found.last().map(JourneyMessages::time).ifPresent(message::setLastOccurredAt);
        found.touchpoints().stream().limit(MOST_TOUCHPOINTS).forEach(one -> message.addTouchpoints(message(one)));
        message.addAllVariants(AnswerSize.fitting(
                found.variants().stream().map(one -> message(one, found.cases())).toList()));
        found.pairs().forEach(one -> message.addPairs(message(one)));
        var likely = discovery.likely();
        likely.starts().stream().limit(MOST_TOUCHPOINTS).forEach(one -> message.addStarts(message(one)));
        likely.ends().stream().limit(MOST_TOUCHPOINTS).forEach(one -> message.addEnds(message(one)));
        found.duration().map(DiscoveryMessages::message).ifPresent(message::setCaseDuration);
        found.pauses().map(DiscoveryMessages::message).ifPresent(message::setPauses);
        return message.build();
    }

    private static DiscoveredTouchpoint message(TouchpointFigures one) {
        return DiscoveredTouchpoint.newBuilder()
                .setTouchpoint(one.touchpoint())
                .setInteractions(one.interactions())
                .setCases(one.cases())
                .setCasesBegun(one.begun())
                .setCasesEnded(one.ended())
                .build();
    }

    private static DiscoveredVariant message(Discovered.Variant one, long cases) {
        return DiscoveredVariant.newBuilder()
                .addAllTouchpoints(one.touchpoints())
                .setLength(one.length())
                .setCases(one.cases())
                .setShare((double) one.cases() / cases)
                .build();
    }

    private static DirectlyFollows message(Discovered.Pair one) {
        return DirectlyFollows.newBuilder()
                .setTouchpoint(one.touchpoint())
                .setFollowedBy(one.followedBy())
                .setTimes(one.times())
                .setTime(message(one.time()))
                .build();
    }

    static io.throughline.journey.v1.TimeFigures message(TimeFigures figures) {
        return io.throughline.journey.v1.TimeFigures.newBuilder()
                .setCount(figures.count())
                .setMean(message(figures.mean()))
                .setMedian(message(figures.median()))
                .setP90(message(figures.p90()))
                .setP95(message(figures.p95()))
                .setP99(message(figures.p99()))
                .build();
    }

    private static Duration message(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.toSeconds())
                .setNanos(duration.toNanosPart())
                .build();
    }

    private static LikelyStart message(Likely.Start one) {
        return LikelyStart.newBuilder()
                .setTouchpoint(one.touchpoint().touchpoint())
                .setCasesBegun(one.touchpoint().begun())
                .setLikely(one.likely())
                .setWhy(one.why())
                .build();
    }

    private static LikelyEnd message(Likely.End one) {
        return LikelyEnd.newBuilder()
                .setTouchpoint(one.touchpoint().touchpoint())
                .setKind(message(one.kind()))
                .setCasesEnded(one.touchpoint().ended())
                .setCases(one.touchpoint().cases())
                .setWhy(one.why())
                .build();
    }

    private static LikelyEndKind message(Likely.Kind kind) {
        return switch (kind) {
            case GOAL -> LikelyEndKind.LIKELY_END_KIND_GOAL;
            case ABANDONMENT -> LikelyEndKind.LIKELY_END_KIND_ABANDONMENT;
            case UNCLEAR -> LikelyEndKind.LIKELY_END_KIND_UNCLEAR;
            case SILENCE -> LikelyEndKind.LIKELY_END_KIND_SILENCE;
        };
    }
}
