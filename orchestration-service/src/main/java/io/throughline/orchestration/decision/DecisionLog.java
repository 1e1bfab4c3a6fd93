package io.throughline.orchestration.decision;

import io.throughline.kit.database.Database;
import io.throughline.kit.error.Refusal;
import io.throughline.orchestration.decision.core.Decision;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells what was decided, latest first. */
@ApplicationScoped
public class DecisionLog {

    private static final String SELECT = "select " + DecisionRow.COLUMNS + ", sequence from decision where sequence < $1 ";
    private static final String LATEST_FIRST = " order by sequence desc limit $2";

    private final Database database;

    @Inject
    public DecisionLog(Database database) {
        this.database = database;
    }

    /**
     * A page of decisions.
     *
     * @param nextPage the token of the page after it; empty on the last one
     */
    public record Page(List<Decision> decisions, String nextPage) {}

    /** At most {@code size} decisions, from where {@code pageToken} stands; from the latest when it is empty. */
    public Page page(Optional<UUID> customer, Optional<String> policy, int size, String pageToken) {
        var sql = new StringBuilder(SELECT);
        var arguments = Tuple.of(parse(pageToken), size + 1);
        customer.ifPresent(id -> {
            arguments.addUUID(id);
            sql.append(" and customer = $").append(arguments.size());
        });
        policy.ifPresent(name -> {
            arguments.addString(name);
            sql.append(" and policy = $").append(arguments.size());
        });
        var decisions = new ArrayList<Decision>();
        long last = 0;
        boolean more = false;
        for (Row row : database.run(sql.append(LATEST_FIRST).toString(), arguments)) {
            if (decisions.size() == size) {
                more = true;
            } else {
                decisions.add(DecisionRow.of(row));
                last = row.getLong("sequence");
            }
        }
        return new Page(decisions, more ? Long.toString(last, 36) : "");
    }

    private static long parse(String pageToken) {
        try {
            return pageToken.isEmpty() ? Long.MAX_VALUE : Long.parseLong(pageToken, 36);
        } catch (NumberFormatException notOurs) {
            throw Refusal.invalid("page_token", "is not a token that this list gave out; send it back as read");
        }
    }
}
