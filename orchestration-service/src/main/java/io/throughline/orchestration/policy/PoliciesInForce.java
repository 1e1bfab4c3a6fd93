package io.throughline.orchestration.policy;

import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.decision.core.Policy;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies in force as a transaction sees them, compiled once for each version. */
@ApplicationScoped
public class PoliciesInForce {

    private static final String IN_FORCE =
            "select distinct on (name) name, version, yaml from policy order by name, version desc";

    private record Compiled(int version, Policy policy) {}

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    /** By name. */
    public List<Policy> load(Transaction transaction) {
        var policies = new ArrayList<Policy>();
        for (Row row : transaction.run(IN_FORCE, Tuple.tuple())) {
            policies.add(policy(row.getString(0), row.getInteger(1), row.getString(2)));
        }
        return policies;
    }

    private Policy policy(String name, int version, String yaml) {
        return compiled.compute(name, (_, known) -> known != null && known.version() == version
                        ? known
                        : new Compiled(version, PolicyYaml.parse(yaml, version)))
                .policy();
    }
}
