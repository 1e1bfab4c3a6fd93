package io.throughline.measurement.fact;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.throughline.measurement.definition.Micros;
import io.throughline.measurement.definition.Portions;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes the scores of a definition again when its target time has changed: in the background, in short transactions, each of
 * which keeps how far it came.
 */
@ApplicationScoped
public class Rescoring {

    private static final int JOURNEYS = 2_000;

    private static final String NEXT_DEFINITION = """
            select id, target_time_us, rescored_up_to
            from definition
            where rescored_up_to is not null
            order by id
            limit 1
            for update skip locked
            """;

    private static final String NEXT_JOURNEYS = "select journey_id, " + MeasuresRow.COLUMNS + """
            from journey_fact
            where definition_id = $1 and journey_id > $2
            order by journey_id
            limit $3
            for update
            """;

    private static final String SCORE = """
            update journey_fact kept
            set score = new.score,
                score_target_us = $2,
                outcome_value = new.outcome_value,
                outcome_weight = new.outcome_weight,
                time_value = new.time_value,
                time_weight = new.time_weight,
                effort_value = new.effort_value,
                effort_weight = new.effort_weight,
                sentiment_value = new.sentiment_value,
                sentiment_weight = new.sentiment_weight
            from unnest(
                $1::uuid[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[],
                $10::float8[], $11::float8[])
            as new (
                journey_id, score, outcome_value, outcome_weight, time_value, time_weight, effort_value, effort_weight,
                sentiment_value, sentiment_weight)
            where kept.journey_id = new.journey_id
            """;

    private static final String PROGRESS = "update definition set rescored_up_to = $2 where id = $1";

    private final Database database;

    @Inject
    public Rescoring(Database database) {
        this.database = database;
    }

    /** Looks whether there is something to do, and does it all. */
    @Scheduled(every = "${throughline.definitions.refresh-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void finish() {
        Portions.finish(database, "scores are made again", this::step);
    }

    /** Scores the next journeys; whether there was a definition to go on with. */
    private boolean step(Transaction transaction) {
        var definitions = transaction.run(NEXT_DEFINITION, Tuple.tuple()).iterator();
        if (!definitions.hasNext()) {
            return false;
        }
        var definition = definitions.next();
        int id = definition.getInteger("id");
        var target = definition.getLong("target_time_us");
        var rows = new ArrayList<Row>();
        transaction
                .run(NEXT_JOURNEYS, Tuple.of(id, definition.getUUID("rescored_up_to"), JOURNEYS))
                .forEach(rows::add);
        if (!rows.isEmpty()) {
            transaction.run(SCORE, scores(rows, target));
        }
        UUID upTo = rows.size() < JOURNEYS ? null : rows.getLast().getUUID("journey_id");
        transaction.run(PROGRESS, Tuple.of(id, upTo));
        return true;
    }

    private static Tuple scores(List<Row> rows, Long target) {
        var scored = rows.stream()
                .map(row -> ScoreColumns.of(MeasuresRow.read(row, Micros.read(target))))
                .toList();
        return Columns.of(scored)
                .value(rows.stream().map(row -> row.getUUID("journey_id")).toArray(UUID[]::new))
                .value(target)
                .real(ScoreColumns::value)
                .reals(ScoreColumns.ALL, (row, column) -> column.of(row))
                .tuple();
    }
}
