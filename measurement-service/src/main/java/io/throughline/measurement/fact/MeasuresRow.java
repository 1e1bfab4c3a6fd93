package io.throughline.measurement.fact;

import io.throughline.measurement.definition.Micros;
import io.throughline.measurement.score.JourneyMeasures;
import io.throughline.measurement.score.JourneyMeasures.Answers;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads back from a fact what its journey's success is judged by. */
final class MeasuresRow {

    /** What a statement selects so that {@link #read} can read its rows. */
    static final String COLUMNS = """
            state::text, started_at, achieved_at, repeats, handovers, nps_promoters, nps_passives, nps_detractors,
            csat_answers, csat_sum, ces_answers, ces_sum, score_target_us
            """;

    private MeasuresRow() {}

    static JourneyMeasures read(Row row, Optional<Duration> targetTime) {
        var started = row.getOffsetDateTime("started_at");
        return new JourneyMeasures(
                JourneyState.valueOf(row.getString("state")).outcome(),
                Optional.ofNullable(row.getOffsetDateTime("achieved_at")).map(at -> between(started, at)),
                targetTime,
                row.getLong("handovers"),
                row.getLong("repeats"),
                new Answers(
                        row.getLong("nps_promoters"),
                        row.getLong("nps_passives"),
                        row.getLong("nps_detractors"),
                        row.getLong("csat_answers"),
                        row.getLong("csat_sum"),
                        row.getLong("ces_answers"),
                        row.getLong("ces_sum")));
    }

    /** The target that the kept score was held against. */
    static Optional<Duration> target(Row row) {
        return Micros.read(row.getLong("score_target_us"));
    }

    private static Duration between(OffsetDateTime from, OffsetDateTime to) {
        return Duration.between(from, to);
    }
}
