package io.throughline.standalone.replay;

import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.time.Instant;
import java.util.List;

/** Interactions that are sent together, with the lines they came from. */
record Batch(List<Mapped> lines) {

    List<Interaction> interactions() {
        return lines.stream().map(Mapped::interaction).toList();
    }

    static Instant occurredAt(Interaction interaction) {
        var occurredAt = interaction.getOccurredAt();
        return Instant.ofEpochSecond(occurredAt.getSeconds(), occurredAt.getNanos());
    }
}
