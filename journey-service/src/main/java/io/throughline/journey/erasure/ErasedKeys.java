package io.throughline.journey.erasure;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.Refusal;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The keys of interactions that were erased. They stand where all keys of interactions do, so that an arrival that asks for its key
 * finds out at no further cost; of their content nothing is left.
 */
public final class ErasedKeys {

    public static final String REASON = "ERASED";

    /** Stands in the place of the digest of what was erased. */
    private static final UUID NOTHING = new UUID(0, 0);

    private static final String MARK = """
            with marked as (
                update interaction_key k set digest = $2 where k.id = any($1) returning k.id
            )
            insert into erased_interaction (id) select id from marked on conflict do nothing
            """;

    // While nothing is erased, no key is looked at.
    private static final String AMONG = """
            select id from interaction_key
            where id = any($1) and digest = $2 and exists (select from erased_interaction)
            """;

    private static final String FORGET = """
            with old as (
                select id from erased_interaction
                where erased_at < now() - $1::double precision * interval '1 second'
                order by erased_at
                limit $2
                for update skip locked
            ), gone as (
                delete from erased_interaction e using old o where e.id = o.id
            )
            delete from interaction_key k using old o where k.id = o.id
            """;

    private ErasedKeys() {}

    /** The interactions of these {@code ids} are erased: of their keys, nothing but that stays. */
    public static void mark(Transaction transaction, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            transaction.run(MARK, Tuple.of(ids.toArray(UUID[]::new), NOTHING));
        }
    }

    /** Those of {@code ids} that are erased. */
    public static Set<UUID> among(Database database, Collection<UUID> ids) {
        var erased = new HashSet<UUID>();
        if (!ids.isEmpty()) {
            for (Row row : database.run(AMONG, Tuple.of(ids.toArray(UUID[]::new), NOTHING))) {
                erased.add(row.getUUID(0));
            }
        }
        return erased;
    }

    /** Whether a key with this {@code digest} is one of an erased interaction. */
    public static boolean isErased(UUID digest) {
        return digest.equals(NOTHING);
    }

    /** Forgets the first {@code most} of those that were erased longer ago than {@code answered}; says how many. */
    static int forget(Transaction transaction, Duration answered, int most) {
        return transaction.run(FORGET, Tuple.of((double) answered.toSeconds(), most)).rowCount();
    }

    /** ALREADY_EXISTS: sending it again is of no use. */
    public static Refusal refusal() {
        return Refusal.alreadyExists(
                REASON, "the interaction of this source and id was erased with its customer; do not send it again");
    }
}
