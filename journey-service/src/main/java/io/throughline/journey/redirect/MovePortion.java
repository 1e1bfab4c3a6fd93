package io.throughline.journey.redirect;

import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.interaction.OwnedInteraction;
import io.throughline.kit.database.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** As much of what is to be moved as one transaction takes on, looked at in the fold's order, customer after customer. */
final class MovePortion {

    /** By customer, in the order in which they are looked at. */
    private final Map<UUID, Unfinished> unfinished;

    private final Set<UUID> concerned = new HashSet<>();
    private final List<OwnedInteraction> going = new ArrayList<>();
    private final List<UUID> targets = new ArrayList<>();
    private final List<Unfinished> left = new ArrayList<>();

    private MovePortion(Map<UUID, Unfinished> unfinished) {
        this.unfinished = unfinished;
    }

    /**
     * Looks, and writes nothing.
     *
     * @param news redirects that take the place of all that their customers have
     * @param most interactions to be looked at
     */
    static MovePortion look(Transaction transaction, Map<UUID, List<Redirect>> news, int most) {
        var unfinished = new LinkedHashMap<UUID, Unfinished>();
        for (var customer : UnfinishedStore.all(transaction)) {
            if (customer.circle() && !news.isEmpty()) {
                unfinished.put(customer.customer(), Unfinished.begun(customer.customer()));
            } else if (!customer.waits()) {
                unfinished.put(customer.customer(), customer);
            }
        }
        news.keySet().forEach(customer ->
                unfinished.merge(customer, Unfinished.begun(customer), (before, _) -> before.begunAgain()));
        var portion = new MovePortion(unfinished);
        portion.concerned.addAll(unfinished.keySet());
        if (!unfinished.isEmpty()) {
            portion.look(transaction, redirects(transaction, unfinished.keySet(), news), most);
        }
        return portion;
    }

    private static Redirects redirects(Transaction transaction, Set<UUID> customers, Map<UUID, List<Redirect>> news) {
        var ends = new HashSet<>(customers);
        news.values().forEach(redirects -> redirects.forEach(redirect -> ends.add(redirect.target())));
        return RedirectStore.from(transaction, ends).with(news);
    }

    private void look(Transaction transaction, Redirects redirects, int most) {
        var from = new LinkedHashMap<UUID, Position>();
        unfinished.values().stream()
                .filter(customer -> redirects.leadAwayFrom(customer.customer()))
                .forEach(customer -> from.put(customer.customer(), customer.after()));
        var interactions = InteractionStore.after(transaction, from, most);
        var circles = new HashSet<UUID>();
        for (var owned : interactions) {
            var target = redirects.follow(owned.customer(), owned.anchor());
            concerned.add(owned.customer());
            if (!target.equals(owned.customer())) {
                concerned.add(target);
                going.add(owned);
                targets.add(target);
            } else if (redirects.leadOn(owned.customer(), owned.anchor())) {
                circles.add(owned.customer());
            }
        }
        boolean isMore = interactions.size() == most;
        whatIsLeft(from.keySet(), circles, isMore ? interactions.getLast() : null);
    }

    /** @param last the last interaction looked at, {@code null} when there was none beyond */
    private void whatIsLeft(Set<UUID> lookedAt, Set<UUID> circles, OwnedInteraction last) {
        boolean reached = false;
        for (var customer : lookedAt) {
            var before = unfinished.get(customer);
            boolean inCircle = circles.contains(customer);
            if (reached) {
                left.add(before);
            } else if (last != null && customer.equals(last.customer())) {
                reached = true;
                left.add(before.lookedUpTo(last.interaction().position(), inCircle));
            } else if (before.circle() || inCircle) {
                left.add(before.waiting());
            }
        }
    }

    /** Whose locks are to be held before any of this is written. */
    Set<UUID> concerned() {
        return concerned;
    }

    boolean isNothing() {
        return unfinished.isEmpty();
    }

    /** What goes, each to the customer at the same place of {@link #targets}. */
    List<OwnedInteraction> going() {
        return going;
    }

    List<UUID> targets() {
        return targets;
    }

    /** To whom each of them goes, by its id. */
    Map<UUID, UUID> moved() {
        var moved = HashMap.<UUID, UUID>newHashMap(going.size());
        for (int i = 0; i < going.size(); i++) {
            moved.put(going.get(i).interaction().id(), targets.get(i));
        }
        return moved;
    }

    /** Moves them, and keeps what is left to do. */
    void write(Transaction transaction) {
        InteractionStore.move(transaction, going, targets);
        UnfinishedStore.replace(transaction, unfinished.keySet(), left);
    }
}
