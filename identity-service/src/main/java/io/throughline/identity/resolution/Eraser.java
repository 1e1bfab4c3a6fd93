package io.throughline.identity.resolution;

import io.throughline.identity.customer.CustomerFeed;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/**
 * Erases customers, and then has learnt again what may join others now that they are gone. Whoever finds that another call was
 * faster starts over, as {@link Resolver} does.
 */
@ApplicationScoped
public class Eraser {

    private static final int STARTS = 100;

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    private final Database database;
    private final Erasing erasing;
    private final Relearning relearning;
    private final CustomerFeed feed;

    @Inject
    public Eraser(Database database, Erasing erasing, Relearning relearning, CustomerFeed feed) {
        this.database = database;
        this.erasing = erasing;
        this.relearning = relearning;
        this.feed = feed;
    }

    /**
     * Erases the customer that {@code id} leads to, unless that is done already. Refuses an id never given out. When it fails
     * after the customer is erased, the rest is done by who asks again, or later.
     */
    public void erase(UUID id) {
        for (int start = 1; start <= STARTS; start++) {
            try {
                if (database.inTransaction(transaction -> erasing.erase(transaction, id))) {
                    feed.announce();
                }
                relearning.run();
                return;
            } catch (OvertakenException anotherCall) {
                // What it has learnt may change what is to be erased here, or whom else that touches.
            }
        }
        throw Refusal.unavailable("too many others are changing the same customers; try again", TRY_AGAIN);
    }
}
