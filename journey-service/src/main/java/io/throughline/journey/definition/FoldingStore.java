package io.throughline.journey.definition;

import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far the interactions recorded before a version have been folded. */
final class FoldingStore {

    /**
     * One definition to be folded.
     *
     * @param version the newest that asks for it
     * @param since customers without an interaction at or after it are not concerned; empty when all are
     * @param customer those up to this one are done
     * @param askedAt what the clock showed when it was asked for first; empty when it showed nothing
     */
    record Unfinished(
            String definition, int version, Optional<Instant> since, UUID customer, Optional<Instant> askedAt) {}

    /** A customer, and when the last of the recorded interactions occurred. */
    record Candidate(UUID customer, Instant last) {

        boolean isConcernedBy(Unfinished folding) {
            return folding.since().isEmpty() || !last.isBefore(folding.since().get());
        }
    }

    /** Advisory lock: the replica that holds it folds, the others leave it to that one. */
    private static final long TURN = 0x7468_7265_6164_0003L;

    private static final String TAKE_TURN = "select pg_try_advisory_xact_lock($1)";

    private static final String NEXT =
            "select definition, version, since, customer, asked_at from definition_folding order by definition limit 1";

    // From customer to customer through the primary key, whatever the length of their histories.
    private static final String CANDIDATES = """
            with recursive found (customer) as (
                (select customer from interaction where customer > $1 order by customer limit 1)
                union all
                select (select i.customer from interaction i where i.customer > f.customer order by i.customer limit 1)
                from found f where f.customer is not null
            )
            select f.customer,
                   (select i.occurred_at from interaction i where i.customer = f.customer
                    order by i.occurred_at desc limit 1)
            from found f where f.customer is not null
            limit $2
            """;

    private static final String ADVANCE = "update definition_folding set customer = $2 where definition = $1";

    private static final String FINISH = "delete from definition_folding where definition = $1";

    private FoldingStore() {}

    /** Whether this transaction may fold; if not, another replica does. */
    static boolean takeTurn(Transaction transaction) {
        return transaction.run(TAKE_TURN, Tuple.of(TURN)).iterator().next().getBoolean(0);
    }

    /** The definition that is to be folded next. */
    static Optional<Unfinished> next(Transaction transaction) {
        for (Row row : transaction.run(NEXT, Tuple.tuple())) {
            return Optional.of(new Unfinished(
                    row.getString(0),
                    row.getInteger(1),
                    Optional.ofNullable(row.getOffsetDateTime(2)).map(OffsetDateTime::toInstant),
                    row.getUUID(3),
                    Optional.ofNullable(row.getOffsetDateTime(4)).map(OffsetDateTime::toInstant)));
        }
        return Optional.empty();
    }

    /** The next customers, at most {@code limit}. */
    static List<Candidate> candidates(Transaction transaction, Unfinished folding, int limit) {
        var candidates = new ArrayList<Candidate>(limit);
        for (Row row : transaction.run(CANDIDATES, Tuple.of(folding.customer(), limit))) {
            candidates.add(new Candidate(row.getUUID(0), row.getOffsetDateTime(1).toInstant()));
        }
        return candidates;
    }

    static void advance(Transaction transaction, Unfinished folding, UUID customer) {
        transaction.run(ADVANCE, Tuple.of(folding.definition(), customer));
    }

    static void finish(Transaction transaction, Unfinished folding) {
        transaction.run(FINISH, Tuple.of(folding.definition()));
    }
}
