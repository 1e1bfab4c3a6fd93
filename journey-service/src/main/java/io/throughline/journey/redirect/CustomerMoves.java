package io.throughline.journey.redirect;

import io.throughline.identity.v1.CustomerChange;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.interaction.OwnedInteraction;
import io.throughline.journey.journey.FoldingWork;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps what identity-service tells of customers, and gives what is stored to whoever it belongs to now: interactions move to
 * where the redirects lead, and the journeys of all concerned are folded again.
 *
 * <p>Whatever the order in which the news of several customers comes in, it ends right: what has a way to go is where it leads
 * to, so that only what is the told customers' can go on; what goes in a circle until the rest is told stays where it is, is
 * remembered, and looked at again with every further news.
 */
@ApplicationScoped
public class CustomerMoves implements FeedHandler<CustomerChange> {

    /** One at a time, so that the way is not changed by another while it is followed. */
    private static final long LOCK = 0x7468_7265_6164_0002L;

    private final RulebookSource rulebook;
    private final JourneyFolding folding;
    private final JourneyFeed feed;

    @Inject
    public CustomerMoves(RulebookSource rulebook, JourneyFolding folding, JourneyFeed feed) {
        this.rulebook = rulebook;
        this.folding = folding;
        this.feed = feed;
    }

    @Override
    public void handle(Transaction transaction, List<CustomerChange> changes) {
        transaction.lock(List.of(LOCK));
        var news = new HashMap<UUID, List<Redirect>>();
        for (var change : changes) {
            news.put(UUID.fromString(change.getCustomer().getId()), Redirect.of(change.getCustomer()));
        }
        var concerned = new HashSet<>(news.keySet());
        Redirects redirects;
        do {
            concerned.addAll(RedirectStore.astray(transaction));
            redirects = RedirectStore.from(transaction, ends(concerned, news)).with(news);
            var customers = redirects.customers();
            customers.addAll(concerned);
            CustomerLocks.take(transaction, customers);
            // Whoever has let something go astray in the meantime held one of these locks.
        } while (!concerned.containsAll(RedirectStore.astray(transaction)));
        RedirectStore.replace(transaction, news);
        move(transaction, redirects, concerned);
    }

    /** From where the ways are to be known: {@code concerned}, and all to whom the news leads. */
    private static Set<UUID> ends(Set<UUID> concerned, Map<UUID, List<Redirect>> news) {
        var ends = new HashSet<>(concerned);
        news.values().forEach(redirects -> redirects.forEach(redirect -> ends.add(redirect.target())));
        return ends;
    }

    private void move(Transaction transaction, Redirects redirects, Set<UUID> from) {
        var going = new ArrayList<OwnedInteraction>();
        var targets = new ArrayList<UUID>();
        var astray = new HashSet<UUID>();
        var left = from.stream().filter(redirects::leadAwayFrom).toList();
        for (var owned : InteractionStore.of(transaction, left)) {
            var target = redirects.follow(owned.customer(), owned.anchor());
            if (!target.equals(owned.customer())) {
                going.add(owned);
                targets.add(target);
            } else if (redirects.leadOn(owned.customer(), owned.anchor())) {
                astray.add(owned.customer());
            }
        }
        RedirectStore.replaceAstray(transaction, astray);
        if (going.isEmpty()) {
            return;
        }
        InteractionStore.move(transaction, going, targets);
        foldAfresh(transaction, going, targets);
    }

    private void foldAfresh(Transaction transaction, List<OwnedInteraction> gone, List<UUID> targets) {
        var rules = rulebook.read(transaction);
        var customers = new HashSet<UUID>();
        var keys = new HashSet<JourneyKey>();
        var moved = new HashMap<UUID, UUID>();
        for (int i = 0; i < gone.size(); i++) {
            var owned = gone.get(i);
            keys.addAll(JourneyFolding.keys(rules, owned.customer(), owned.interaction()));
            keys.addAll(JourneyFolding.keys(rules, targets.get(i), owned.interaction()));
            customers.add(owned.customer());
            customers.add(targets.get(i));
            moved.put(owned.interaction().id(), targets.get(i));
        }
        var now = ClockStore.read(transaction).now();
        folding.fold(transaction, rules, now, FoldingWork.afresh(customers, keys, moved));
    }

    @Override
    public void committed() {
        feed.raise();
    }
}
