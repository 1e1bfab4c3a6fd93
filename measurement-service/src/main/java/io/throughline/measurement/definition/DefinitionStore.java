package io.throughline.measurement.definition;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what journey-service said of its definitions, so that measures are answered while it is out of reach. */
@ApplicationScoped
public class DefinitionStore {

    // An older version than the one kept comes from an answer that was overtaken. A new target has the scores that were made
    // against the old one made again, other personas have the customers enrolled again; both begin below every id.
    private static final String PUT = """
            insert into definition as d (name, version, title, goal, owner, target_time_us, personas)
            select name, version, title, goal, owner, target_time_us, personas::jsonb
            from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
                as told (name, version, title, goal, owner, target_time_us, personas)
            on conflict (name) do update
            set version = excluded.version,
                title = excluded.title,
                goal = excluded.goal,
                owner = excluded.owner,
                target_time_us = excluded.target_time_us,
                rescored_up_to = case
                    when d.target_time_us is distinct from excluded.target_time_us
                    then '00000000-0000-0000-0000-000000000000'::uuid
                    else d.rescored_up_to
                end,
                personas = excluded.personas,
                persona_rules = d.persona_rules + (d.personas <> excluded.personas)::integer,
                enrolled_up_to = case
                    when d.personas <> excluded.personas
                    then '00000000-0000-0000-0000-000000000000'::uuid
                    else d.enrolled_up_to
                end
            where d.version <= excluded.version
              and (d.version, d.title, d.goal, d.owner, d.target_time_us, d.personas)
                  is distinct from
                  (excluded.version, excluded.title, excluded.goal, excluded.owner, excluded.target_time_us,
                   excluded.personas)
            """;

    private static final String VERSIONS = "select name, version from definition";

    // Until this transaction ends the target and the personas stay as they are; so nothing is missed by those who make scores
    // again, or enrol customers again.
    private static final String FILING = """
            select name, id, target_time_us, persona_rules, personas <> '[]'
            from definition where name = any($1::text[]) order by name for share
            """;

    private final Database database;

    @Inject
    public DefinitionStore(Database database) {
        this.database = database;
    }

    /** Keeps {@code definitions}, each in the place of an older version of the same name. */
    public void put(List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return;
        }
        database.run(
                PUT,
                Tuple.from(List.of(
                        definitions.stream().map(Definition::name).toArray(String[]::new),
                        definitions.stream().map(Definition::version).toArray(Integer[]::new),
                        definitions.stream().map(Definition::title).toArray(String[]::new),
                        definitions.stream().map(Definition::goal).toArray(String[]::new),
                        definitions.stream().map(Definition::owner).toArray(String[]::new),
                        definitions.stream()
                                .map(definition -> Micros.of(definition.targetTime()))
                                .toArray(Long[]::new),
                        definitions.stream()
                                .map(definition -> PersonaJson.write(definition.personas()))
                                .toArray(String[]::new))));
    }

    /** The kept version of every definition. */
    public Map<String, Integer> versions() {
        var versions = new HashMap<String, Integer>();
        for (Row row : database.run(VERSIONS)) {
            versions.put(row.getString(0), row.getInteger(1));
        }
        return versions;
    }

    /** How journeys of the definitions {@code names} are filed and scored, for the rest of {@code transaction}. */
    public Map<String, Filing> filing(Transaction transaction, Collection<String> names) {
        var filings = new HashMap<String, Filing>();
        for (Row row : transaction.run(FILING, Tuple.of((Object) names.toArray(String[]::new)))) {
            filings.put(
                    row.getString(0),
                    new Filing(
                            row.getInteger(1), Micros.read(row.getLong(2)), row.getInteger(3), row.getBoolean(4)));
        }
        return filings;
    }

    /**
     * How a definition's journeys are filed and scored.
     *
     * @param id the small number that stands for the definition
     * @param personaRules the number of its personas as they are now
     * @param hasPersonas whether it has any
     */
    public record Filing(int id, Optional<Duration> targetTime, int personaRules, boolean hasPersonas) {}
}
