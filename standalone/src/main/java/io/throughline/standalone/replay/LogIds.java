package io.throughline.standalone.replay;

import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.InteractionForm;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.util.Optional;

/**
 * The ids that a log gives to its interactions. A line that repeats another is the same interaction, so it must be sent with
 * the same source sequence, though it stands on another line.
 */
final class LogIds {

    private final Optional<SeenIds> seen;
    private final boolean sequenceIsLine;

    LogIds(InteractionForm form) {
        this.seen = form.id().map(_ -> new SeenIds());
        this.sequenceIsLine = form.sourceSequence().isEmpty();
    }

    /** Empty when the log gives none: then every line is an interaction of its own. */
    Optional<SeenIds> seen() {
        return seen;
    }

    /** The interaction as the first line with its id would have sent it, as far as the line's number goes. */
    Mapped sameOnEveryLine(Mapped line) {
        if (seen.isEmpty()) {
            return line;
        }
        long first = seen.get().firstLine(key(line.interaction()), line.number());
        return first == line.number() || !sequenceIsLine
                ? line
                : new Mapped(
                        line.number(),
                        line.interaction().toBuilder().setSourceSequence(first).build());
    }

    static String key(Interaction interaction) {
        return interaction.getSource() + '\0' + interaction.getId();
    }
}
