package io.throughline.journey.redirect;

import io.throughline.identity.v1.Customer;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * Keeps what identity-service tells of customers, and gives what is stored to whoever it belongs to now: interactions move to
 * where the redirects lead, and the journeys of all concerned are folded again.
 *
 * <p>Whatever the order in which the news of several customers comes in, it ends right: with each, everything is looked at
 * whose way leads past it.
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
        var changed = keep(transaction, changes);
        var concerned = RedirectStore.leadingTo(transaction, changed);
        var redirects = RedirectStore.from(transaction, concerned);
        var customers = new HashSet<>(redirects.customers());
        customers.addAll(concerned);
        CustomerLocks.take(transaction, customers);
        move(transaction, redirects, concerned.stream().filter(redirects::leadAwayFrom).toList());
    }

    private static List<UUID> keep(Transaction transaction, List<CustomerChange> changes) {
        var newest = new LinkedHashMap<UUID, Customer>();
        changes.forEach(change ->
                newest.put(UUID.fromString(change.getCustomer().getId()), change.getCustomer()));
        var redirects = new ArrayList<Redirect>();
        newest.values().forEach(customer -> redirects.addAll(Redirect.of(customer)));
        RedirectStore.replace(transaction, newest.keySet(), redirects);
        return List.copyOf(newest.keySet());
    }

    private void move(Transaction transaction, Redirects redirects, List<UUID> from) {
        var going = new ArrayList<OwnedInteraction>();
        var targets = new ArrayList<UUID>();
        for (var owned : InteractionStore.of(transaction, from)) {
            var target = redirects.follow(owned.customer(), owned.anchor());
            if (!target.equals(owned.customer())) {
                going.add(owned);
                targets.add(target);
            }
        }
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
