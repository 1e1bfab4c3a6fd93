package io.throughline.identity.resolution;

import io.throughline.identity.People;
import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at the tables directly, past all that the service would say of them. */
@ApplicationScoped
class StoredTown {

    @Inject
    Database database;

    @Inject
    EvidenceStore store;

    void empty() {
        database.run("truncate identifier, customer, link, departure, attribute, feed, doubted_value, unlearnt_link");
    }

    Map<Identifier, UUID> holders() {
        Map<Identifier, UUID> holders = new HashMap<>();
        for (Row row : database.run("select namespace, value, customer from identifier")) {
            holders.put(new Identifier(row.getString(0), row.getString(1)), row.getUUID(2));
        }
        return holders;
    }

    Set<Set<Identifier>> customers() {
        var holders = holders();
        return new HashSet<>(holders.keySet().stream()
                .collect(Collectors.groupingBy(holders::get, Collectors.toSet()))
                .values());
    }

    Map<Link, Sighting> links(Collection<Observation> observations) {
        return store.known(Evidence.of(observations)).links();
    }

    /** What is said of each identifier, and when it was said last. */
    Map<Identifier, Map<Said, Instant>> said() {
        Map<Identifier, Map<Said, Instant>> said = new HashMap<>();
        for (Row row : database.run("""
                select i.namespace, i.value, a.source, a.name, a.value, a.observed_at
                from attribute a left join identifier i on i.id = a.identifier_id
                """)) {
            said.computeIfAbsent(new Identifier(row.getString(0), row.getString(1)), _ -> new HashMap<>())
                    .put(
                            new Said(row.getString(2), row.getString(3), AttributeValue.read(row.getString(4))),
                            row.getOffsetDateTime(5).toInstant());
        }
        return said;
    }

    /** What the tables hold, as if each identifier and each link had been observed by itself. */
    List<Observation> evidence() {
        var observations = new ArrayList<Observation>();
        holders().keySet().forEach(identifier -> observations.add(People.seen(identifier)));
        for (Row row : database.run("""
                select l.namespace, l.value, r.namespace, r.value
                from link join identifier l on l.id = left_id join identifier r on r.id = right_id
                """)) {
            observations.add(People.seen(
                    new Identifier(row.getString(0), row.getString(1)),
                    new Identifier(row.getString(2), row.getString(3))));
        }
        return observations;
    }

    /** By which each identifier is named without being told. */
    Map<Identifier, Long> keys() {
        Map<Identifier, Long> keys = new HashMap<>();
        for (Row row : database.run("select namespace, value, id from identifier")) {
            keys.put(new Identifier(row.getString(0), row.getString(1)), row.getLong(2));
        }
        return keys;
    }

    long linkCount() {
        return count("link");
    }

    /** Every id ever given out, with the identifier it was given out for. */
    Map<UUID, Identifier> founders() {
        Map<UUID, Identifier> founders = new HashMap<>();
        for (Row row : database.run(
                "select c.id, i.namespace, i.value from customer c join identifier i on i.id = c.founder")) {
            founders.put(row.getUUID(0), new Identifier(row.getString(1), row.getString(2)));
        }
        return founders;
    }

    Map<UUID, Long> revisions() {
        Map<UUID, Long> revisions = new HashMap<>();
        for (Row row : database.run("select id, revision from customer")) {
            revisions.put(row.getUUID(0), row.getLong(1));
        }
        return revisions;
    }

    long count(String table) {
        return database.run("select count(*) from " + table).iterator().next().getLong(0);
    }
}
