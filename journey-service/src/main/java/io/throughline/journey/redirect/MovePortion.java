package io.throughline.journey.redirect;

import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.interaction.OwnedInteraction;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import io.throughline.kit.database.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** As much of what is to be moved as one transaction takes on, looked at in the fold's order, customer after customer. */
final class MovePortion {

    /** By customer, in the order in which they are looked at. */
    private final Map<UUID, Unfinished> unfinished;

    private final Set<UUID> concerned = new HashSet<>();
    private final List<OwnedInteraction> going = new ArrayList<>();
    private final List<UUID> targets = new ArrayList<>();
    private final List<Seal> goingSealed = new ArrayList<>();
    private final List<UUID> targetsOfSealed = new ArrayList<>();
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
        var seals = SealStore.after(transaction, from, most);
        var end = end(from.keySet(), interactions, seals, most);
        var circles = new HashSet<UUID>();
        for (var owned : interactions) {
            if (end.covers(owned.customer(), owned.interaction().position())) {
                concerned.add(owned.customer());
                look(redirects, owned.customer(), owned.anchor(), circles).ifPresent(target -> {
                    going.add(owned);
                    targets.add(target);
                });
            }
        }
        for (var seal : seals) {
            if (end.covers(seal.key().customer(), seal.journey().entry())) {
                look(redirects, seal.key().customer(), seal.anchor(), circles).ifPresent(target -> {
                    goingSealed.add(seal);
                    targetsOfSealed.add(target);
                });
            }
        }
        whatIsLeft(from.keySet(), circles, end);
    }

    /** To whom it goes, what stands under {@code anchor}; empty when it stays. */
    private Optional<UUID> look(Redirects redirects, UUID customer, Anchor anchor, Set<UUID> circles) {
        var target = redirects.follow(customer, anchor);
        if (!target.equals(customer)) {
            concerned.add(target);
            return Optional.of(target);
        }
        if (redirects.leadOn(customer, anchor)) {
            circles.add(customer);
        }
        return Optional.empty();
    }

    /** Up to where both were read. */
    private static End end(Set<UUID> customers, List<OwnedInteraction> interactions, List<Seal> seals, int most) {
        var places = HashMap.<UUID, Integer>newHashMap(customers.size());
        customers.forEach(customer -> places.put(customer, places.size()));
        var end = new End(places, places.size(), null);
        if (interactions.size() >= most) {
            var last = interactions.getLast();
            end = end.orBefore(last.customer(), last.interaction().position());
        }
        if (seals.size() >= most) {
            var last = seals.getLast();
            end = end.orBefore(last.key().customer(), last.journey().entry());
        }
        return end;
    }

    /**
     * The last place that was looked at.
     *
     * @param places the order in which customers are looked at
     * @param place of its customer; the number of customers when all was looked at
     */
    private record End(Map<UUID, Integer> places, int place, Position position) {

        End orBefore(UUID customer, Position at) {
            return covers(customer, at) ? new End(places, places.get(customer), at) : this;
        }

        boolean covers(UUID customer, Position at) {
            int its = places.get(customer);
            return its < place || its == place && !at.isAfter(position);
        }
    }

    private void whatIsLeft(Set<UUID> lookedAt, Set<UUID> circles, End end) {
        for (var customer : lookedAt) {
            int place = end.places().get(customer);
            var before = unfinished.get(customer);
            boolean inCircle = circles.contains(customer);
            if (place > end.place()) {
                left.add(before);
            } else if (place == end.place()) {
                left.add(before.lookedUpTo(end.position(), inCircle));
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

    /** The sealed journeys that go, each to the customer at the same place of {@link #targetsOfSealed}. */
    List<Seal> goingSealed() {
        return goingSealed;
    }

    List<UUID> targetsOfSealed() {
        return targetsOfSealed;
    }

    /** When the oldest occurred of what comes to each customer. */
    Map<UUID, Instant> oldest() {
        var oldest = new HashMap<UUID, Instant>();
        for (int i = 0; i < going.size(); i++) {
            oldest.merge(
                    targets.get(i),
                    going.get(i).interaction().occurredAt(),
                    (left, right) -> right.isBefore(left) ? right : left);
        }
        return oldest;
    }

    /** To whom each of them goes, by its id; of a sealed journey by that of its entry. */
    Map<UUID, UUID> moved() {
        var moved = HashMap.<UUID, UUID>newHashMap(going.size() + goingSealed.size());
        for (int i = 0; i < goingSealed.size(); i++) {
            moved.put(goingSealed.get(i).journey().entry().id(), targetsOfSealed.get(i));
        }
        for (int i = 0; i < going.size(); i++) {
            moved.put(going.get(i).interaction().id(), targets.get(i));
        }
        return moved;
    }

    /** Moves them, and keeps what is left to do. */
    void write(Transaction transaction) {
        InteractionStore.move(transaction, going, targets);
        SealStore.move(transaction, goingSealed, targetsOfSealed);
        UnfinishedStore.replace(transaction, unfinished.keySet(), left);
    }
}
