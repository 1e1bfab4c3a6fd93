package io.throughline.kit.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Which slots of a feed one of several followers reads, so that they do not all read the same. A follower that does not come
 * back for as long as a lease lasts, by the clock of the database, has lost its slots to the others.
 *
 * <p>Nothing rests on this but who does the work: a follower that does not know yet that it lost a slot finds its position moved
 * ({@link FeedPositions#claim}).
 *
 * <p>A service that reads feeds creates these tables in its migrations:
 *
 * <pre>
 * create table feed_follower (
 *     feed       text        not null,
 *     follower   uuid        not null,
 *     expires_at timestamptz not null,
 *     primary key (feed, follower)
 * );
 * create table feed_lease (
 *     feed   text     not null,
 *     slot   smallint not null,
 *     holder uuid     not null,
 *     primary key (feed, slot)
 * );
 * </pre>
 */
final class FeedLeases {

    /**
     * Longer than a page takes to be waited for, read and dealt with; and not longer than one likes to wait for a process that was
     * killed and comes back as another.
     */
    static final Duration LASTS = Duration.ofSeconds(10);

    static final Duration RENEWED_EVERY = Duration.ofSeconds(3);

    /** While slots are this follower's due that others have yet to give back. */
    static final Duration LOOKED_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final String RENEW = """
            insert into feed_follower (feed, follower, expires_at)
            values ($1, $2, clock_timestamp() + $3::bigint * interval '1 millisecond')
            on conflict (feed, follower) do update set expires_at = excluded.expires_at
            """;

    private static final String BURY = "delete from feed_follower where feed = $1 and expires_at <= clock_timestamp()";

    private static final String FOLLOWERS = "select follower from feed_follower where feed = $1";

    private static final String HOLDERS = "select slot, holder from feed_lease where feed = $1";

    private static final String TAKE = """
            insert into feed_lease (feed, slot, holder)
            select $1, slot, $2 from unnest($3::smallint[]) as slot
            on conflict (feed, slot) do update set holder = excluded.holder
            """;

    private static final String GIVE_BACK = """
            delete from feed_lease where feed = $1 and holder = $2 and slot = any($3::smallint[])
            """;

    private static final String GIVE_ALL_BACK = "delete from feed_lease where feed = $1 and holder = $2";

    private static final String LEAVE = "delete from feed_follower where feed = $1 and follower = $2";

    private final Database database;
    private final String feed;
    private final LongSupplier nanos;
    private final UUID self = UUID.randomUUID();

    /** Whoever holds this advisory lock changes who holds what. */
    private final long lock;

    private SortedSet<Integer> held = new TreeSet<>();
    private long renewAt;

    /** @param nanos a clock that only measures lengths of time, as {@link System#nanoTime} */
    FeedLeases(Database database, String feed, LongSupplier nanos) {
        this.database = database;
        this.feed = feed;
        this.nanos = nanos;
        this.renewAt = nanos.getAsLong();
        this.lock = UUID.nameUUIDFromBytes(("leases of feed " + feed).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }

    UUID self() {
        return self;
    }

    /** The slots to be read now; renews what is due, takes what is free and gives back what is too much. */
    synchronized SortedSet<Integer> held() {
        if (untilRenewal().isZero()) {
            var shares = database.inTransaction(this::renew);
            held = shares.held();
            renewAt = nanos.getAsLong() + (shares.isShort() ? LOOKED_AGAIN_AFTER : RENEWED_EVERY).toNanos();
        }
        return held;
    }

    /** The slots as they were when they were last looked at. */
    synchronized SortedSet<Integer> lastHeld() {
        return held;
    }

    /** How long {@link #held} stays as it is. */
    synchronized Duration untilRenewal() {
        return Duration.ofNanos(Math.max(0, renewAt - nanos.getAsLong()));
    }

    /** Has others take over at once. */
    synchronized void giveBack() {
        held = new TreeSet<>();
        database.inTransaction(transaction -> {
            transaction.lock(List.of(lock));
            transaction.run(GIVE_ALL_BACK, Tuple.of(feed, self));
            transaction.run(LEAVE, Tuple.of(feed, self));
            return null;
        });
    }

    private SlotShares renew(Transaction transaction) {
        transaction.lock(List.of(lock));
        transaction.run(RENEW, Tuple.of(feed, self, LASTS.toMillis()));
        transaction.run(BURY, Tuple.of(feed));
        var shares = SlotShares.of(self, followers(transaction), holders(transaction));
        if (!shares.givenBack().isEmpty()) {
            transaction.run(GIVE_BACK, Tuple.of(feed, self, array(shares.givenBack())));
        }
        if (!shares.taken().isEmpty()) {
            transaction.run(TAKE, Tuple.of(feed, self, array(shares.taken())));
        }
        return shares;
    }

    private Set<UUID> followers(Transaction transaction) {
        var followers = new HashSet<UUID>();
        for (Row row : transaction.run(FOLLOWERS, Tuple.of(feed))) {
            followers.add(row.getUUID(0));
        }
        return followers;
    }

    private Map<Integer, UUID> holders(Transaction transaction) {
        var holders = new HashMap<Integer, UUID>();
        for (Row row : transaction.run(HOLDERS, Tuple.of(feed))) {
            holders.put((int) row.getShort(0), row.getUUID(1));
        }
        return holders;
    }

    private static Short[] array(Collection<Integer> slots) {
        return slots.stream().map(Integer::shortValue).toArray(Short[]::new);
    }
}
