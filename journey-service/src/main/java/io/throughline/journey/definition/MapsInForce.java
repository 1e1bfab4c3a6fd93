package io.throughline.journey.definition;

import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** What all definitions say as they stand now, for questions about their words; the fold follows versions. */
@ApplicationScoped
public class MapsInForce {

    private static final String NEWEST = """
            select distinct on (name) id, yaml from definition where status <> 'draft' order by name, version desc
            """;

    private final JourneyMaps maps;

    @Inject
    public MapsInForce(JourneyMaps maps) {
        this.maps = maps;
    }

    /** By name. */
    public List<JourneyMap> read(Transaction transaction) {
        var read = new ArrayList<JourneyMap>();
        for (Row row : transaction.run(NEWEST, Tuple.tuple())) {
            read.add(maps.of(row.getLong(0), row.getString(1)));
        }
        return read;
    }
}
