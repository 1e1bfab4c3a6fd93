package io.throughline.measurement.scorecard;

import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scorecards, measured from the facts whenever somebody asks. */
@ApplicationScoped
public class Scorecards {

    private final Database database;

    @Inject
    public Scorecards(Database database) {
        this.database = database;
    }

    /**
     * The scorecard of {@code definition}; empty for a name that is not known.
     *
     * @param persona only journeys of customers who are it; empty for all
     */
    public Optional<Scorecard> find(String definition, Optional<String> persona) {
        return ask(definition, null, 1, persona).stream().findFirst();
    }

    /** The scorecards of at most {@code limit} definitions after the name {@code after}, by name. */
    public List<Scorecard> list(Optional<String> after, int limit) {
        return ask(null, after.orElse(null), limit, Optional.empty());
    }

    private List<Scorecard> ask(String only, String after, int limit, Optional<String> persona) {
        var scorecards = new ArrayList<Scorecard>();
        for (Row row : database.run(ScorecardSql.SCORECARDS, Tuple.of(only, after, limit, persona.orElse(null)))) {
            scorecards.add(new ScorecardRow(row).read());
        }
        return scorecards;
    }
}
