package io.throughline.identity.resolution;

import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.digest.Digests;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of what sources say. Each method is one statement, or none when there is nothing to ask or write. */
final class AttributeStore {

    private static final String FIND = """
            select w.place, a.observed_at
            from unnest($1::bigint[], $2::text[], $3::text[], $4::uuid[])
                with ordinality as w(identifier_id, name, source, value_key, place)
            join attribute a on a.identifier_id = w.identifier_id and a.name = w.name and a.source = w.source
                and a.value_key = w.value_key
            """;

    // "offset 0" keeps each look a look by key, whatever the planner thinks.
    private static final String OF_CUSTOMERS = """
            select i.customer, a.identifier_id, a.source, a.name, a.value, a.observed_at
            from unnest($1::uuid[]) as w(customer)
            join identifier i on i.customer = w.customer
            cross join lateral (select * from attribute a where a.identifier_id = i.id offset 0) a
            """;

    private static final String SAY = """
            insert into attribute (identifier_id, name, source, value_key, value, observed_at)
            select identifier_id, name, source, value_key, value, observed_at
            from unnest($1::bigint[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[])
                as n(identifier_id, name, source, value_key, value, observed_at)
            on conflict (identifier_id, name, source, value_key) do update set observed_at = excluded.observed_at
            """;

    private static final String FORGET = """
            delete from attribute a
            using unnest($1::bigint[], $2::text[], $3::text[], $4::uuid[]) as w(identifier_id, name, source, value_key)
            where a.identifier_id = w.identifier_id and a.name = w.name and a.source = w.source and a.value_key = w.value_key
            """;

    private static final String FORGET_ALL = "delete from attribute where identifier_id = any($1)";

    private AttributeStore() {}

    /** That {@code said} is said of the identifier with this row id. */
    record Entry(long identifier, Said said) {}

    /** A row: an entry, when it was said last, and who holds the identifier. */
    record Stored(UUID customer, Entry entry, Instant last) {}

    /** Of all that is {@code said} of identifiers among those known, when it was said last, as far as is known. */
    static Map<Identifier, Map<Said, Instant>> find(
            Database database, Map<Identifier, Map<Said, Instant>> said, Map<Identifier, StoredIdentifier> identifiers) {
        var owners = new ArrayList<Identifier>();
        var entries = new ArrayList<Entry>();
        said.forEach((identifier, latest) -> {
            var row = identifiers.get(identifier);
            if (row != null) {
                latest.keySet().forEach(each -> {
                    owners.add(identifier);
                    entries.add(new Entry(row.id(), each));
                });
            }
        });
        if (entries.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<Identifier, Map<Said, Instant>>();
        for (Row row : database.run(FIND, keys(entries))) {
            int place = row.getInteger(0) - 1;
            found.computeIfAbsent(owners.get(place), _ -> new HashMap<>())
                    .put(entries.get(place).said(), row.getOffsetDateTime(1).toInstant());
        }
        return found;
    }

    /** All that is said of what {@code customers} hold. */
    static List<Stored> of(Transaction transaction, Collection<UUID> customers) {
        var stored = new ArrayList<Stored>();
        if (!customers.isEmpty()) {
            for (Row row : transaction.run(OF_CUSTOMERS, Tuple.of((Object) customers.toArray(UUID[]::new)))) {
                var said = new Said(row.getString(2), row.getString(3), AttributeValue.read(row.getString(4)));
                stored.add(new Stored(
                        row.getUUID(0), new Entry(row.getLong(1), said), row.getOffsetDateTime(5).toInstant()));
            }
        }
        return stored;
    }

    /** Writes when each was said last, whether or not it had been said before. */
    static void say(Transaction transaction, Map<Entry, Instant> latest) {
        if (!latest.isEmpty()) {
            var entries = List.copyOf(latest.keySet());
            transaction.run(
                    SAY,
                    keys(entries)
                            .addValue(entries.stream().map(entry -> entry.said().value().written()).toArray(String[]::new))
                            .addValue(entries.stream()
                                    .map(entry -> latest.get(entry).atOffset(ZoneOffset.UTC))
                                    .toArray(OffsetDateTime[]::new)));
        }
    }

    static void forget(Transaction transaction, Collection<Entry> entries) {
        if (!entries.isEmpty()) {
            transaction.run(FORGET, keys(List.copyOf(entries)));
        }
    }

    /** Forgets all that is said of the identifiers with these row ids. */
    static void forgetAll(Transaction transaction, Collection<Long> identifiers) {
        transaction.run(FORGET_ALL, Tuple.of((Object) identifiers.toArray(Long[]::new)));
    }

    private static Tuple keys(List<Entry> entries) {
        return Tuple.tuple()
                .addValue(entries.stream().map(Entry::identifier).toArray(Long[]::new))
                .addValue(entries.stream().map(entry -> entry.said().name()).toArray(String[]::new))
                .addValue(entries.stream().map(entry -> entry.said().source()).toArray(String[]::new))
                .addValue(entries.stream().map(entry -> valueKey(entry.said().value())).toArray(UUID[]::new));
    }

    private static UUID valueKey(AttributeValue value) {
        return Digests.first128(value.written().getBytes(StandardCharsets.UTF_8));
    }
}
