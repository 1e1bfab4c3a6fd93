package io.throughline.orchestration.context;

import io.throughline.kit.database.Columns;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.Journey;
import io.throughline.orchestration.decision.core.Tally;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * A journey as its row stands.
 *
 * @param journey null when it is withdrawn: what it was counts for nothing any more
 */
record JourneyRow(UUID id, UUID customer, long revision, UUID replacedBy, Journey journey) {

    static JourneyRow of(Change change) {
        return switch (change) {
            case Change.Told told ->
                new JourneyRow(told.journey(), told.customer(), told.revision(), null, told.now());
            case Change.Withdrawn gone ->
                new JourneyRow(
                        gone.journey(), gone.customer(), gone.revision(), gone.replacedBy().orElse(null), null);
        };
    }

    /** In the order of the columns of the table. */
    static Tuple columns(List<JourneyRow> rows) {
        return Columns.of(rows)
                .uuid(JourneyRow::id)
                .uuid(JourneyRow::customer)
                .number(JourneyRow::revision)
                .flag(JourneyRow::isWithdrawn)
                .uuid(JourneyRow::replacedBy)
                .text(row -> row.isWithdrawn() ? null : row.journey.definition())
                .text(row -> row.isWithdrawn() ? null : row.journey.state().name())
                .time(row -> row.isWithdrawn() ? null : row.journey.lastInteractionAt())
                .text(row -> row.isWithdrawn() ? null : row.journey.lastChannel())
                .number(row -> row.tally().interactions())
                .number(row -> row.tally().handovers())
                .number(row -> row.tally().npsPromoters())
                .number(row -> row.tally().npsPassives())
                .number(row -> row.tally().npsDetractors())
                .number(row -> row.tally().csatAnswers())
                .number(row -> row.tally().csatSum())
                .number(row -> row.tally().cesAnswers())
                .number(row -> row.tally().cesSum())
                .tuple();
    }

    private boolean isWithdrawn() {
        return journey == null;
    }

    private Tally tally() {
        return isWithdrawn() ? Tally.NONE : journey.tally();
    }
}
