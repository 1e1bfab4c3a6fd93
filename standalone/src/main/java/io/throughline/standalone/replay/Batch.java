package io.throughline.standalone.replay;

import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Interactions that are sent together, with the lines they came from. */
record Batch(List<Mapped> lines) {

    List<Interaction> interactions() {
        return lines.stream().map(Mapped::interaction).toList();
    }

    /** When the last of those occurred that occurred at {@code latest} or before. */
    Optional<Instant> lastUntil(Instant latest) {
        return lines.stream()
                .map(line -> occurredAt(line.interaction()))
                .filter(occurredAt -> !occurredAt.isAfter(latest))
                .max(Instant::compareTo);
    }

    static Instant occurredAt(Interaction interaction) {
        var occurredAt = interaction.getOccurredAt();
        return Instant.ofEpochSecond(occurredAt.getSeconds(), occurredAt.getNanos());
    }
}
