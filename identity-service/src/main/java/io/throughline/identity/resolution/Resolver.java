package io.throughline.identity.resolution;

import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Observation;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Says whose observations are, and keeps what they teach.
 *
 * <p>What is known already is only read. For the rest: look, lock the customers found, look again, learn. Whoever finds that
 * another call was faster starts over. As evidence is a set, it does not matter which of them learns first, nor
 * in how many portions.
 */
@ApplicationScoped
public class Resolver {

    /**
     * Customers that one transaction locks, at most: PostgreSQL's table of locks is shared by all and finite. More are
     * touched only by a batch that brings thousands of customers together.
     */
    static final int CUSTOMERS_AT_ONCE = 1_000;

    /** Each start over means that another call has changed the very same customers, so it soon comes to an end. */
    private static final int STARTS = 100;

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    private final Database database;
    private final EvidenceStore store;
    private final Learning learning;
    private final CustomerFeed feed;

    @Inject
    public Resolver(Database database, EvidenceStore store, Learning learning, CustomerFeed feed) {
        this.database = database;
        this.store = store;
        this.learning = learning;
        this.feed = feed;
    }

    /** Who holds the anchor of each of {@code observations}, in their order, with all of them taken in. */
    public List<Holder> resolve(List<Observation> observations) {
        var evidence = Evidence.of(observations);
        for (int start = 1; start <= STARTS; start++) {
            var known = store.known(evidence);
            var missing = known.missing(evidence);
            if (missing.identifiers().isEmpty()) {
                return observations.stream()
                        .map(observation -> Holder.of(known.identifiers().get(observation.anchor())))
                        .toList();
            }
            var portion = portion(missing, known, observations);
            try {
                var learnt = database.inTransaction(transaction -> learning.learn(transaction, portion, known));
                if (learnt.toldAny()) {
                    feed.announce();
                }
                if (portion == missing) {
                    return observations.stream()
                            .map(observation -> learnt.holder(observation.anchor(), known))
                            .toList();
                }
            } catch (OvertakenException anotherCall) {
                // What it has learnt may change what is to be done here.
            }
        }
        throw Refusal.unavailable("too many others are changing the same customers; try again", TRY_AGAIN);
    }

    private static Evidence portion(Evidence missing, Known known, List<Observation> observations) {
        if (known.holders(missing.identifiers()).size() <= CUSTOMERS_AT_ONCE) {
            return missing;
        }
        var some = known.teaching(observations);
        var portion = missing;
        while (some.size() > 1 && known.holders(portion.identifiers()).size() > CUSTOMERS_AT_ONCE) {
            some = some.subList(0, some.size() / 2);
            portion = known.missing(Evidence.of(some));
        }
        return portion;
    }
}
