package io.throughline.identity.customer;

import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Heard;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what sources say of customers. */
@ApplicationScoped
public class AttributeQueries {

    private static final String OF_CUSTOMERS = """
            select asked.id, a.source, a.name, a.value, max(a.observed_at), count(*)
            from unnest($1::uuid[]) as asked(id)
            join customer c on c.id = asked.id
            join identifier f on f.id = c.founder
            join identifier i on i.customer = f.customer
            cross join lateral (select * from attribute a where a.identifier_id = i.id offset 0) a
            group by asked.id, a.source, a.name, a.value
            """;

    private final Database database;
    private final Survivorship survivorship;

    @Inject
    public AttributeQueries(Database database, Survivorship survivorship) {
        this.database = database;
        this.survivorship = survivorship;
    }

    /**
     * All that is said of the customers that {@code ids} lead to, as {@link Survivorship#ranked} has it, by id as asked. Those of
     * whom nothing is said are left out, as are erased ones and ids that were never given out.
     */
    public Map<UUID, List<Heard>> of(Collection<UUID> ids) {
        var heard = new HashMap<UUID, List<Heard>>();
        var asked = ids.stream().distinct().toArray(UUID[]::new);
        for (Row row : database.run(OF_CUSTOMERS, Tuple.of((Object) asked))) {
            var said = new Said(row.getString(1), row.getString(2), AttributeValue.read(row.getString(3)));
            heard.computeIfAbsent(row.getUUID(0), _ -> new ArrayList<>())
                    .add(new Heard(said, row.getOffsetDateTime(4).toInstant(), row.getLong(5)));
        }
        heard.replaceAll((_, each) -> survivorship.ranked(each));
        return heard;
    }
}
