package io.throughline.journey.redirect;

import io.throughline.identity.v1.CustomerChange;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.RemovalDue;
import io.throughline.journey.journey.ErasedJourneys;
import io.throughline.journey.journey.FoldingWork;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.StartOver;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedHandler;
import io.throughline.kit.feed.FeedLag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps what identity-service tells of customers, and gives what is stored to whoever it belongs to now: interactions move to
 * where the redirects lead, and the journeys of all concerned are folded again. What is erased is removed on the same way; an
 * erased customer's journeys go before its interactions, and are not folded again. What is more than one transaction takes on is
 * left to the next ones, in the order of the fold.
 *
 * <p>Whatever the order in which the news of several customers comes in, it ends right: what has a way to go is where it leads
 * to, so that only what is the told customers' can go on; what goes in a circle until the rest is told stays where it is, is
 * remembered, and looked at again with every further news.
 */
@ApplicationScoped
public class CustomerMoves implements FeedHandler<CustomerChange> {

    /** One at a time, so that the way is not changed by another while it is followed. */
    private static final long LOCK = 0x7468_7265_6164_0002L;

    private final Database database;
    private final RulebookSource rulebook;
    private final JourneyFolding folding;
    private final ErasedJourneys erasedJourneys;
    private final JourneyFeed feed;
    private final int most;

    /** @param most interactions looked at in one transaction, in memory together, and journeys withdrawn in it */
    @Inject
    public CustomerMoves(
            Database database,
            RulebookSource rulebook,
            JourneyFolding folding,
            ErasedJourneys erasedJourneys,
            JourneyFeed feed,
            @ConfigProperty(name = "throughline.moves.interactions", defaultValue = "3000") int most) {
        this.database = database;
        this.rulebook = rulebook;
        this.folding = folding;
        this.erasedJourneys = erasedJourneys;
        this.feed = feed;
        this.most = most;
    }

    @Override
    public void handle(Transaction transaction, List<CustomerChange> changes) {
        transaction.lock(List.of(LOCK));
        var news = whatIsNew(transaction, changes);
        if (!news.isEmpty()) {
            move(transaction, news);
        }
    }

    /**
     * Moves the next of what one transaction could not take on.
     *
     * @return whether there was anything to move
     */
    public boolean goOn() {
        if (unfinished().changes() == 0) {
            return false;
        }
        database.inTransaction(transaction -> {
            transaction.lock(List.of(LOCK));
            move(transaction, Map.of());
            return null;
        });
        feed.raise();
        return true;
    }

    /** Of how many customers something is still to be moved, and since when. */
    FeedLag unfinished() {
        return UnfinishedStore.lag(database);
    }

    /** The redirects of the customers of {@code changes} who have others by now than are kept of them. */
    private static Map<UUID, Ways> whatIsNew(Transaction transaction, List<CustomerChange> changes) {
        var news = new HashMap<UUID, Ways>();
        for (var change : changes) {
            news.put(UUID.fromString(change.getCustomer().getId()), Ways.of(change.getCustomer()));
        }
        var kept = RedirectStore.of(transaction, news.keySet());
        news.entrySet().removeIf(told -> kept.of(told.getKey()).equals(told.getValue()));
        return news;
    }

    private void move(Transaction transaction, Map<UUID, Ways> news) {
        Set<UUID> locked = new HashSet<>();
        var portion = MovePortion.look(transaction, news, most);
        // Looked at again under the locks: in the meantime something may have been stored, or gone in a circle.
        while (!locked.containsAll(portion.concerned())) {
            lock(transaction, portion.concerned(), locked);
            portion = MovePortion.look(transaction, news, most);
        }
        RedirectStore.replace(transaction, news);
        portion.write(transaction);
        erasedJourneys.withdraw(transaction, portion.withdrawn());
        foldAfresh(transaction, portion);
    }

    /** Further locks are out of order, so they are not waited for. Whoever starts over knows from the first look of more. */
    private static void lock(Transaction transaction, Set<UUID> customers, Set<UUID> locked) {
        if (locked.isEmpty()) {
            CustomerLocks.take(transaction, customers);
        } else {
            var further = new HashSet<>(customers);
            further.removeAll(locked);
            if (!CustomerLocks.takeIfFree(transaction, further).containsAll(further)) {
                throw new StartOver();
            }
        }
        locked.addAll(customers);
    }

    private void foldAfresh(Transaction transaction, MovePortion portion) {
        var leaving = portion.leaving();
        if (leaving.isNothing()) {
            return;
        }
        var clock = ClockStore.read(transaction);
        if (clock.horizon().isPresent()) {
            RemovalDue.note(transaction, leaving.oldest());
        }
        var rules = rulebook.read(transaction);
        var customers = new HashSet<UUID>();
        var keys = new HashSet<JourneyKey>();
        var readings = new HashMap<UUID, List<Position>>();
        leaving.forEachConcerned((customer, owned) -> {
            if (!portion.isErased(customer)) {
                customers.add(customer);
                keys.addAll(JourneyFolding.keys(rules, customer, owned.interaction()));
                if (owned.interaction().isReading()) {
                    readings.computeIfAbsent(customer, _ -> new ArrayList<>()).add(owned.interaction().position());
                }
            }
        });
        leaving.sealedKeys().stream().filter(key -> !portion.isErased(key.customer())).forEach(key -> {
            keys.add(key);
            customers.add(key.customer());
        });
        keys.addAll(JourneyFolding.around(transaction, readings));
        folding.fold(transaction, rules, clock.now(), FoldingWork.afresh(customers, keys, leaving.moved()));
    }

    @Override
    public void committed() {
        feed.raise();
    }
}
