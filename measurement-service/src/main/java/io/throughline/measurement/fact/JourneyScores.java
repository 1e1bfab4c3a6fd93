package io.throughline.measurement.fact;

import io.throughline.kit.database.Database;
import io.throughline.measurement.score.Score;
import io.throughline.measurement.score.Scoring;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The success scores of single journeys, explained. */
@ApplicationScoped
public class JourneyScores {

    private static final String FIND =
            "select last_interaction_at, " + MeasuresRow.COLUMNS + " from journey_fact where journey_id = $1";

    private final Database database;

    @Inject
    public JourneyScores(Database database) {
        this.database = database;
    }

    /** The score of the journey {@code journeyId}; empty when no such journey is known. */
    public Optional<ScoredJourney> find(UUID journeyId) {
        var rows = database.run(FIND, Tuple.of(journeyId)).iterator();
        if (!rows.hasNext()) {
            return Optional.empty();
        }
        var row = rows.next();
        return Optional.of(new ScoredJourney(
                row.getOffsetDateTime("last_interaction_at").toInstant(),
                JourneyState.valueOf(row.getString("state")),
                Scoring.score(MeasuresRow.read(row, MeasuresRow.target(row)))));
    }

    /**
     * A journey and its score.
     *
     * @param score empty for a journey without an outcome
     */
    public record ScoredJourney(Instant lastInteractionAt, JourneyState state, Optional<Score> score) {}
}
