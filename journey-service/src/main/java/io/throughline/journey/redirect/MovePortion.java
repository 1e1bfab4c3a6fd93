package io.throughline.journey.redirect;

import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.InteractionPage;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.journey.ErasedJourneys;
import io.throughline.journey.journey.ErasedJourneys.JourneyPlace;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import io.throughline.kit.database.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** As much of what is to be moved as one transaction takes on, looked at in the fold's order, customer after customer. */
final class MovePortion {

    /** By customer, in the order in which they are looked at. */
    private final Map<UUID, Unfinished> unfinished;

    private final Set<UUID> concerned = new HashSet<>();
    private final Leaving leaving = new Leaving();
    private final Set<UUID> erased = new HashSet<>();
    private List<JourneyPlace> withdrawn = List.of();
    private final List<Unfinished> left = new ArrayList<>();

    private MovePortion(Map<UUID, Unfinished> unfinished) {
        this.unfinished = unfinished;
    }

    /**
     * Looks, and writes nothing.
     *
     * @param news redirects that take the place of all that their customers have
     * @param most interactions to be looked at, and journeys of erased customers to be withdrawn
     */
    static MovePortion look(Transaction transaction, Map<UUID, Ways> news, int most) {
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

    private static Redirects redirects(Transaction transaction, Set<UUID> customers, Map<UUID, Ways> news) {
        var ends = new HashSet<>(customers);
        news.values().forEach(ways -> ends.addAll(ways.targets().values()));
        return RedirectStore.from(transaction, ends).with(news);
    }

    private void look(Transaction transaction, Redirects redirects, int most) {
        unfinished.keySet().stream().filter(redirects::isErased).forEach(erased::add);
        withdrawn = ErasedJourneys.some(transaction, erased, most);
        // While an erased customer may have more journeys, its interactions stay: none of the journeys is to change any more.
        boolean moreJourneys = withdrawn.size() >= most;
        var from = new LinkedHashMap<UUID, Position>();
        for (var customer : unfinished.values()) {
            if (moreJourneys && erased.contains(customer.customer())) {
                left.add(customer);
            } else if (redirects.leadAwayFrom(customer.customer())) {
                from.put(customer.customer(), customer.after());
            }
        }
        var interactions = InteractionStore.after(transaction, from, most);
        var seals = SealStore.after(transaction, from, most);
        var end = end(from.keySet(), interactions, seals, most);
        var circles = new HashSet<UUID>();
        for (var owned : interactions.interactions()) {
            if (end.covers(owned.customer(), owned.interaction().position())) {
                concerned.add(owned.customer());
                look(redirects, owned.customer(), owned.anchor(), circles, target -> leaving.add(owned, target));
            }
        }
        for (var seal : seals) {
            if (end.covers(seal.key().customer(), seal.journey().entry())) {
                look(redirects, seal.key().customer(), seal.anchor(), circles, target -> leaving.add(seal, target));
            }
        }
        whatIsLeft(from.keySet(), circles, end);
    }

    /** @param leaves is told to whom it goes, what stands under {@code anchor}, unless it stays; empty when it is erased */
    private void look(
            Redirects redirects, UUID customer, Anchor anchor, Set<UUID> circles, Consumer<Optional<UUID>> leaves) {
        var target = redirects.follow(customer, anchor);
        if (!target.equals(Optional.of(customer))) {
            target.ifPresent(concerned::add);
            leaves.accept(target);
        } else if (redirects.leadOn(customer, anchor)) {
            circles.add(customer);
        }
    }

    /** Up to where both were read. */
    private static End end(Set<UUID> customers, InteractionPage interactions, List<Seal> seals, int most) {
        var places = HashMap.<UUID, Integer>newHashMap(customers.size());
        customers.forEach(customer -> places.put(customer, places.size()));
        var end = new End(places, places.size(), null);
        if (!interactions.isLast()) {
            var last = interactions.last();
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

    /** What goes to others, or is erased. */
    Leaving leaving() {
        return leaving;
    }

    /** Whether {@code customer} is erased with all that had not departed to others: no journey of it is folded again. */
    boolean isErased(UUID customer) {
        return erased.contains(customer);
    }

    /** Journeys of erased customers. */
    List<JourneyPlace> withdrawn() {
        return withdrawn;
    }

    /** Moves and erases what leaves, and keeps what is left to do. */
    void write(Transaction transaction) {
        leaving.write(transaction);
        UnfinishedStore.replace(transaction, unfinished.keySet(), left);
    }
}
