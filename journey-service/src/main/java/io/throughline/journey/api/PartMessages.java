package io.throughline.journey.api;

import com.google.protobuf.Duration;
import io.throughline.journey.definition.Kpi;
import io.throughline.journey.definition.Moment;
import io.throughline.journey.definition.Persona;
import io.throughline.journey.definition.Stage;
import io.throughline.journey.definition.Team;
import io.throughline.journey.v1.KpiKind;
import java.math.BigDecimal;

/** The parts of a definition as the contract words them. */
final class PartMessages {

    private PartMessages() {}

    static io.throughline.journey.v1.Persona message(Persona persona) {
        return io.throughline.journey.v1.Persona.newBuilder()
                .setName(persona.name())
                .setTitle(persona.title())
                .setWhen(persona.when())
                .build();
    }

    static io.throughline.journey.v1.Stage message(Stage stage) {
        return io.throughline.journey.v1.Stage.newBuilder()
                .setName(stage.name())
                .setTitle(stage.title())
                .addAllTouchpoints(stage.touchpoints())
                .setWhen(stage.expression())
                .build();
    }

    static io.throughline.journey.v1.Moment message(Moment moment) {
        var message = io.throughline.journey.v1.Moment.newBuilder()
                .setName(moment.name())
                .setTitle(moment.title())
                .setOwner(moment.owner())
                .setImportance(moment.importance());
        var targets = moment.targets();
        targets.time().map(PartMessages::message).ifPresent(message::setTargetTime);
        targets.satisfaction().map(BigDecimal::doubleValue).ifPresent(message::setTargetSatisfaction);
        targets.stretchTime().map(PartMessages::message).ifPresent(message::setStretchTime);
        targets.stretchSatisfaction().map(BigDecimal::doubleValue).ifPresent(message::setStretchSatisfaction);
        return message.build();
    }

    static io.throughline.journey.v1.Team message(Team team) {
        return io.throughline.journey.v1.Team.newBuilder()
                .setName(team.name())
                .addAllTouchpoints(team.touchpoints())
                .build();
    }

    static io.throughline.journey.v1.Kpi message(Kpi kpi) {
        return io.throughline.journey.v1.Kpi.newBuilder()
                .setName(kpi.name())
                .setTitle(kpi.title())
                .setKind(switch (kpi.kind()) {
                    case OUTCOME -> KpiKind.KPI_KIND_OUTCOME;
                    case OUTPUT -> KpiKind.KPI_KIND_OUTPUT;
                })
                .setTarget(kpi.target())
                .build();
    }

    static Duration message(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.toSeconds())
                .setNanos(duration.toNanosPart())
                .build();
    }
}
