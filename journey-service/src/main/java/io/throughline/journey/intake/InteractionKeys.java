package io.throughline.journey.intake;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;

/** Knows which interactions were recorded before, and with what content. */
final class InteractionKeys {

    // Whoever inserts the key is the one who records; another who tries meanwhile waits for the outcome.
    private static final String CLAIM = """
            insert into interaction_key (id, digest) select * from unnest($1::uuid[], $2::uuid[])
            on conflict do nothing returning id
            """;

    private static final String KNOWN = "select id, digest from interaction_key where id = any($1)";

    private InteractionKeys() {}

    /**
     * Claims the keys of {@code interactions}, none of which stands among them twice.
     *
     * @return the ones that had been recorded before, with the digest of their content
     */
    static Map<UUID, UUID> claim(Transaction transaction, Collection<ResolvedInteraction> interactions) {
        if (interactions.isEmpty()) {
            return Map.of();
        }
        // In one order for all, so that two transactions never wait for each other.
        var ordered = interactions.stream()
                .map(ResolvedInteraction::checked)
                .sorted(Comparator.comparing(CheckedInteraction::id))
                .toList();
        var unclaimed = new HashSet<UUID>();
        ordered.forEach(checked -> unclaimed.add(checked.id()));
        var claimed = transaction.run(
                CLAIM,
                Tuple.of(
                        ordered.stream().map(CheckedInteraction::id).toArray(UUID[]::new),
                        ordered.stream().map(CheckedInteraction::digest).toArray(UUID[]::new)));
        for (Row row : claimed) {
            unclaimed.remove(row.getUUID(0));
        }
        var recordedBefore = new HashMap<>(known(transaction, unclaimed));
        unclaimed.removeAll(recordedBefore.keySet());
        // Keys of what was erased long ago may have been forgotten since: nothing is recorded without a key.
        recordedBefore.putAll(claim(
                transaction,
                interactions.stream()
                        .filter(interaction -> unclaimed.contains(interaction.checked().id()))
                        .toList()));
        return recordedBefore;
    }

    /** Those of {@code ids} that were recorded before, with the digest of their content. */
    static Map<UUID, UUID> known(Transaction transaction, Collection<UUID> ids) {
        // A statement of its own, so that it sees what was committed while the claim waited.
        return ids.isEmpty() ? Map.of() : known(transaction.run(KNOWN, arguments(ids)));
    }

    /** As the other, by itself. */
    static Map<UUID, UUID> known(Database database, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : known(database.run(KNOWN, arguments(ids)));
    }

    private static Tuple arguments(Collection<UUID> ids) {
        return Tuple.of((Object) ids.toArray(UUID[]::new));
    }

    private static Map<UUID, UUID> known(RowSet<Row> rows) {
        var known = HashMap.<UUID, UUID>newHashMap(rows.size());
        for (Row row : rows) {
            known.put(row.getUUID(0), row.getUUID(1));
        }
        return known;
    }
}
