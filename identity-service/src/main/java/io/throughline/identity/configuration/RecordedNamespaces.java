package io.throughline.identity.configuration;

import io.quarkus.runtime.StartupEvent;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.identity.identifier.Writing.Text;
import io.throughline.kit.database.Columns;
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
 * namespaces are shareable, and what is one identifier on how values are written; neither may change under values that are
 * there already. Priorities may.
 */
@ApplicationScoped
public class RecordedNamespaces {

    private static final String RECORD = """
            insert into namespace (name, shareable, folds_case, writing)
            select * from unnest($1::text[], $2::boolean[], $3::boolean[], $4::text[])
            on conflict (name) do update
            set shareable = excluded.shareable, folds_case = excluded.folds_case, writing = excluded.writing
            where (namespace.shareable, namespace.folds_case, namespace.writing)
                    is distinct from (excluded.shareable, excluded.folds_case, excluded.writing)
              and not exists (select from identifier i where i.namespace = namespace.name)
            """;

    private static final String OTHERWISE = """
            select n.name, n.shareable, coalesce(n.writing, 'folds-case=' || n.folds_case)
            from namespace n
            where n.name <> all ($1) or (n.name, n.shareable, n.folds_case, coalesce(n.writing, '')) not in (
                select name, shareable, folds_case, coalesce(writing, '')
                from unnest($1::text[], $2::boolean[], $3::boolean[], $4::text[]) as c(name, shareable, folds_case, writing)
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
        for (Row row : database.run(OTHERWISE, arguments)) {
            if (isInUse(row.getString(0))) {
                contradictions.add("%s (%s, %s)"
                        .formatted(row.getString(0), row.getBoolean(1) ? "shareable" : "unique", row.getString(2)));
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
        return Columns.of(namespaces)
                .text(Namespace::name)
                .flag(namespace -> namespace.kind() == Namespace.Kind.SHAREABLE)
                .flag(namespace -> namespace.writing() instanceof Text text && text.foldsCase())
                .text(namespace -> namespace.writing() instanceof Text ? null : namespace.writing().toString())
                .tuple();
    }
}
