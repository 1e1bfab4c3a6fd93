package io.throughline.journey.api;

import com.google.protobuf.Timestamp;
import io.throughline.journey.definition.AppliedDefinition;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.definition.LifecycleStage;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionDifference;
import io.throughline.journey.v1.DefinitionStatus;
import io.throughline.journey.v1.DiffDefinitionResponse;
import java.time.Instant;
import java.time.LocalDate;

/** Definitions as the contract words them. */
final class DefinitionMessages {

    private DefinitionMessages() {}

    static Definition message(AppliedDefinition applied) {
        var map = applied.map();
        var charter = map.charter();
        var message = Definition.newBuilder()
                .setName(map.name())
                .setVersion(applied.version())
                .setStatus(message(map.status()))
                .setTitle(charter.title())
                .setGoal(charter.goal())
                .setOutcome(charter.outcome())
                .setOwner(charter.owner())
                .setReviewDate(charter.reviewDate().map(LocalDate::toString).orElse(""))
                .setYaml(applied.yaml())
                .setFolding(applied.folding());
        charter.lifecycleStage().map(DefinitionMessages::message).ifPresent(message::setLifecycleStage);
        charter.personas().stream().map(PartMessages::message).forEach(message::addPersonas);
        charter.kpis().stream().map(PartMessages::message).forEach(message::addKpis);
        map.targetTime().map(PartMessages::message).ifPresent(message::setTargetTime);
        map.stretchTime().map(PartMessages::message).ifPresent(message::setStretchTime);
        map.stages().stream().map(PartMessages::message).forEach(message::addStages);
        map.moments().stream().map(PartMessages::message).forEach(message::addMoments);
        map.teams().stream().map(PartMessages::message).forEach(message::addTeams);
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

    private static DefinitionStatus message(io.throughline.journey.definition.DefinitionStatus status) {
        return switch (status) {
            case DRAFT -> DefinitionStatus.DEFINITION_STATUS_DRAFT;
            case LIVE -> DefinitionStatus.DEFINITION_STATUS_LIVE;
            case RETIRED -> DefinitionStatus.DEFINITION_STATUS_RETIRED;
        };
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

    private static Timestamp message(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
