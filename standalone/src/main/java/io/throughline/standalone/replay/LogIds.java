package io.throughline.standalone.replay;

import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.InteractionForm;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.util.Optional;

/**
 * The ids that a log gives to its interactions. A line that repeats another is the same interaction, so it must be sent with
 * the same source sequence, though it stands on another line; and after it, so that of two lines that say something else of
 * the same id the first is taken, whoever it tells of.
 */
final class LogIds {

    /** As many as {@link SeenIds} tells apart. */
    private static final int WAYS = 256;

    /**
     * A line as it is sent.
     *
     * @param way what is of the same way has to be sent in the log's order
     */
    record Outgoing(Mapped line, int way) {}

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

    /** The line as the first one with its id would have sent it, as far as its number and its way go. */
    Outgoing outgoing(Mapped line) {
        int way = wayOfFirstIdentifier(line.interaction());
        return seen.map(ids -> ids.first(key(line.interaction()), new SeenIds.First(line.number(), way)))
                .map(first -> new Outgoing(sequenced(line, first.line()), first.way()))
                .orElseGet(() -> new Outgoing(line, way));
    }

    static String key(Interaction interaction) {
        return interaction.getSource() + '\0' + interaction.getId();
    }

    private Mapped sequenced(Mapped line, long first) {
        return first == line.number() || !sequenceIsLine
                ? line
                : new Mapped(
                        line.number(),
                        line.interaction().toBuilder().setSourceSequence(first).build());
    }

    private static int wayOfFirstIdentifier(Interaction interaction) {
        return Math.floorMod(interaction.getIdentifiers(0).getValue().hashCode(), WAYS);
    }
}
