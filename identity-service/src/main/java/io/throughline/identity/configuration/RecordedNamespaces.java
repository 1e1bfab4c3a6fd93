package io.throughline.identity.configuration;

import io.quarkus.runtime.StartupEvent;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;

/**
 * Keeps the service from starting with namespaces that contradict what is stored. Who is one customer depends on which
 * namespaces are shareable, and what is one identifier on whether case counts; neither may change under values that are
 * there already. Priorities may.
 */
@ApplicationScoped
public class RecordedNamespaces {

    private static final String RECORD = """
            insert into namespace (name, shareable, folds_case)
            select name, shareable, folds_case
            from unnest($1::text[], $2::boolean[], $3::boolean[]) as n(name, shareable, folds_case)
            on conflict (name) do update
            set shareable = excluded.shareable, folds_case = excluded.folds_case
            where (namespace.shareable, namespace.folds_case) <> (excluded.shareable, excluded.folds_case)
              and not exists (select from identifier i where i.namespace = namespace.name)
            """;

    private static final String IN_FORCE = """
            select n.name, n.shareable, n.folds_case
            from namespace n
            where n.name <> all ($1) or (n.name, n.shareable, n.folds_case) not in (
                select name, shareable, folds_case
                from unnest($1::text[], $2::boolean[], $3::boolean[]) as c(name, shareable, folds_case)
            )
            """;

    private static final String IN_USE = "select exists (select from identifier where namespace = $1)";

    private final Database database;

    @Inject
    public RecordedNamespaces(Database database) {
        this.database = database;
    }

    void onStart(@Observes StartupEvent start, Namespaces configured) {
        record(configured);
    }

    /**
     * Records {@code configured}.
     *
     * @throws IllegalStateException when values are stored under a namespace that is configured otherwise, or not at all
     */
    void record(Namespaces configured) {
        var arguments = arguments(configured.all());
        database.run(RECORD, arguments);
        var contradictions = new ArrayList<String>();
        for (Row row : database.run(IN_FORCE, arguments)) {
            if (isInUse(row.getString(0))) {
                contradictions.add("%s (%s, folds-case=%s)"
                        .formatted(row.getString(0), row.getBoolean(1) ? "shareable" : "unique", row.getBoolean(2)));
            }
        }
        if (!contradictions.isEmpty()) {
            throw new IllegalStateException(
                    "throughline.identity.namespaces: values are stored under namespaces that are now configured otherwise"
                            + " or not at all. Configure them as they were: "
                            + String.join(", ", contradictions));
        }
    }

    private boolean isInUse(String namespace) {
        return database.run(IN_USE, Tuple.of(namespace)).iterator().next().getBoolean(0);
    }

    private static Tuple arguments(Collection<Namespace> namespaces) {
        return Tuple.of(
                namespaces.stream().map(Namespace::name).toArray(String[]::new),
                namespaces.stream().map(each -> each.kind() == Namespace.Kind.SHAREABLE).toArray(Boolean[]::new),
                namespaces.stream().map(Namespace::foldsCase).toArray(Boolean[]::new));
    }
}
