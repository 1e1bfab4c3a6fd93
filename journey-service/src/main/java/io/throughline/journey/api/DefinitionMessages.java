package io.throughline.journey.api;

import com.google.protobuf.Timestamp;
import io.throughline.journey.definition.AppliedDefinition;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.definition.LifecycleStage;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionDifference;
import io.throughline.journey.v1.DiffDefinitionResponse;
import io.throughline.journey.v1.Moment;
import java.time.Duration;
import java.time.Instant;

/** Definitions as the contract words them. */
final class DefinitionMessages {

    private DefinitionMessages() {}

    static Definition message(AppliedDefinition applied) {
        var map = applied.map();
        var message = Definition.newBuilder()
                .setName(map.name())
                .setVersion(applied.version())
                .setTitle(map.title())
                .setGoal(map.goal())
                .setOwner(map.owner())
                .setYaml(applied.yaml())
                .setFolding(applied.folding());
        map.lifecycleStage().map(DefinitionMessages::message).ifPresent(message::setLifecycleStage);
        map.targetTime().map(DefinitionMessages::message).ifPresent(message::setTargetTime);
        map.moments().stream().map(DefinitionMessages::message).forEach(message::addMoments);
        applied.effectiveFrom().map(DefinitionMessages::message).ifPresent(message::setEffectiveFrom);
        return message.build();
    }

    static DiffDefinitionResponse message(Applying.Compared compared) {
        var message = DiffDefinitionResponse.newBuilder()
                .setName(compared.name())
                .setFromVersion(compared.from());
        compared.differences()
                .forEach(difference -> message.addDifferences(DefinitionDifference.newBuilder()
                        .setField(difference.field())
                        .setWords(difference.words())));
        return message.build();
    }

    private static Moment message(io.throughline.journey.definition.Moment moment) {
        return Moment.newBuilder()
                .setName(moment.name())
                .setTitle(moment.title())
                .setOwner(moment.owner())
                .setImportance(moment.importance())
                .build();
    }

    static io.throughline.journey.v1.LifecycleStage message(LifecycleStage stage) {
        return switch (stage) {
            case AWARENESS -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_AWARENESS;
            case CONSIDERATION -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_CONSIDERATION;
            case PURCHASE -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_PURCHASE;
            case ONBOARDING -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_ONBOARDING;
            case USE -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_USE;
            case SUPPORT -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_SUPPORT;
            case RENEWAL -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_RENEWAL;
            case ADVOCACY -> io.throughline.journey.v1.LifecycleStage.LIFECYCLE_STAGE_ADVOCACY;
        };
    }

    private static com.google.protobuf.Duration message(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.toSeconds())
                .setNanos(duration.toNanosPart())
                .build();
    }

    private static Timestamp message(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
