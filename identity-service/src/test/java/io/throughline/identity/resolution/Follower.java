package io.throughline.identity.resolution;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.customer.Customer;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.feed.FeedRow;
import io.throughline.kit.feed.Slots;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A reader of the feed as journey-service is one: it knows of customers nothing but what the feed told, and asks whose
 * something is now that belonged to a customer once.
 */
final class Follower {

    private final CustomerFeed feed;
    private final CustomerStore customers;
    private final SlotPosition[] positions = IntStream.range(0, Slots.COUNT)
            .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
            .toArray(SlotPosition[]::new);
    private final Map<UUID, Customer> told = new HashMap<>();

    Follower(CustomerFeed feed, CustomerStore customers) {
        this.feed = feed;
        this.customers = customers;
    }

    /** Reads pages of {@code size} until nothing is left. */
    void catchUp(int size) {
        while (readPage(size)) {}
    }

    /** Reads one page; whether there was anything in it. */
    boolean readPage(int size) {
        var rows = feed.read(java.util.List.of(positions), size, Duration.ZERO);
        var states = customers.asTheyAre(rows.stream().map(FeedRow::subject).toList());
        for (var row : rows) {
            positions[row.slot()] = SlotPosition.newBuilder()
                    .setSlot(row.slot())
                    .setPosition(row.position().token())
                    .build();
            var state = states.get(row.subject());
            if (state.revision() < row.revision()) {
                throw new AssertionError("told of a revision that is not there yet");
            }
            told.merge(state.id(), state, (before, now) -> now.revision() > before.revision() ? now : before);
        }
        return !rows.isEmpty();
    }

    /**
     * Who holds {@code anchor} now, of which {@code customer} was said to be the holder once, while it had {@code key}; empty when
     * it was erased.
     */
    Optional<UUID> holder(UUID customer, Identifier anchor, long key) {
        var last = follow(customer, state -> isErased(state, key)
                ? Optional.empty()
                : state.departures().stream()
                        .filter(Customer.Departure.Moved.class::isInstance)
                        .map(Customer.Departure.Moved.class::cast)
                        .filter(departure -> departure.identifier().equals(anchor))
                        .map(Customer.Departure.Moved::holder)
                        .findFirst());
        return Optional.ofNullable(told.get(last)).filter(state -> state.erased() || isErased(state, key)).isPresent()
                ? Optional.empty()
                : Optional.of(last);
    }

    private static boolean isErased(Customer state, long key) {
        return state.departures().contains(new Customer.Departure.Erased(key));
    }

    /** The living customer that {@code customer} has become. */
    UUID living(UUID customer) {
        return follow(customer, Customer::mergedInto);
    }

    private UUID follow(UUID customer, Function<Customer, Optional<UUID>> next) {
        var current = customer;
        for (int hop = 0; hop <= told.size(); hop++) {
            var further = Optional.ofNullable(told.get(current)).flatMap(next);
            if (further.isEmpty()) {
                return current;
            }
            current = further.get();
        }
        throw new AssertionError("the feed leads in a circle");
    }
}
