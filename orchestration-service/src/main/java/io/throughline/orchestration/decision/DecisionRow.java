package io.throughline.orchestration.decision;

import io.throughline.orchestration.decision.core.Decision;
import io.throughline.orchestration.decision.core.Outcome;
import io.throughline.orchestration.decision.core.Reason;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.TransitionKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Reads and writes a decision as its row. */
final class DecisionRow {

    static final String COLUMNS = """
            policy, policy_version, customer, journey, transition_id, transition_kind, transition_moment, transition_at,
            decided_at, outcome, reasons, action""";

    private DecisionRow() {}

    /** A row of {@link #COLUMNS}. */
    static Decision of(Row row) {
        return new Decision(
                row.getString(0),
                row.getInteger(1),
                row.getUUID(2),
                row.getUUID(3),
                new Transition(
                        row.getUUID(4),
                        TransitionKind.valueOf(row.getString(5)),
                        row.getOffsetDateTime(7).toInstant(),
                        row.getString(6)),
                row.getOffsetDateTime(8).toInstant(),
                Outcome.valueOf(row.getString(9)),
                reasons(row.getJsonArray(10)),
                Optional.ofNullable(row.getUUID(11)));
    }

    /** The reasons of {@code decision} as JSON. */
    static String reasons(Decision decision) {
        var array = new JsonArray();
        decision.reasons()
                .forEach(reason -> array.add(new JsonObject()
                        .put("rule", reason.rule())
                        .put("passed", reason.passed())
                        .put("explanation", reason.explanation())));
        return array.encode();
    }

    private static List<Reason> reasons(JsonArray array) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(reason -> new Reason(
                        reason.getString("rule"), reason.getBoolean("passed"), reason.getString("explanation")))
                .toList();
    }
}
