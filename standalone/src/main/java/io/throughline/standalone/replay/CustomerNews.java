package io.throughline.standalone.replay;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.standalone.client.Clients;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What has become of customers, as identity-service's feed tells, read from its beginning: who became one, who fell apart. */
final class CustomerNews {

    private static final int SLOTS = 64;
    private static final int PAGE = 1_000;
    private static final long SECONDS_TO_ANSWER = 60;

    private final Clients clients;
    private final Patience patience;
    private final Map<Integer, SlotPosition> positions = new HashMap<>();
    private final Map<UUID, UUID> mergedInto = new LinkedHashMap<>();
    private final Map<UUID, List<Departure>> fallenApart = new HashMap<>();
    private final Set<UUID> known = new HashSet<>();

    CustomerNews(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
        IntStream.range(0, SLOTS)
                .forEach(slot -> positions.put(slot, SlotPosition.newBuilder().setSlot(slot).build()));
    }

    /** Reads on, up to what the feed holds now. */
    CustomerNews readOn() {
        while (readPage()) {
            // The next page.
        }
        return this;
    }

    /** Who {@code customers} are now, if none of what they held {@linkplain #departedFrom has departed} from them. */
    Set<UUID> now(Collection<UUID> customers) {
        return customers.stream().map(this::now).collect(Collectors.toSet());
    }

    /**
     * The identifiers that {@code customers}, or those whom they became, held and lost to others. What was recorded under one
     * of them is another customer's than the rest. Empty when none of them fell apart.
     */
    Set<Identifier> departedFrom(Collection<UUID> customers) {
        var departed = new HashSet<Identifier>();
        var reached = new HashSet<>(customers);
        var next = new ArrayDeque<>(customers);
        while (!next.isEmpty()) {
            var customer = next.poll();
            var become = mergedInto.get(customer);
            if (become != null && reached.add(become)) {
                next.add(become);
            }
            for (var departure : fallenApart.getOrDefault(customer, List.of())) {
                departed.add(departure.getIdentifier());
                var holder = UUID.fromString(departure.getCustomerId());
                if (reached.add(holder)) {
                    next.add(holder);
                }
            }
        }
        return departed;
    }

    /** Whether journey-service, which follows the same feed, knows of {@code customers} who became another as a whole. */
    boolean areMergesKnownToJourneys(Set<UUID> customers) {
        return mergedInto.keySet().stream()
                .filter(customers::contains)
                .filter(customer -> !known.contains(customer))
                .allMatch(this::becameKnown);
    }

    private boolean becameKnown(UUID customer) {
        var request = GetCustomerContextRequest.newBuilder()
                .setCustomerId(customer.toString())
                .setRecentInteractions(1)
                .build();
        try {
            var named = patience.untilAnswered(() -> clients.journeys()
                            .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                            .getCustomerContext(request))
                    .getCustomerId();
            return !named.equals(customer.toString()) && known.add(customer);
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() != Code.NOT_FOUND) {
                throw refused;
            }
            return known.add(customer); // something was recorded of it, and has gone to others
        }
    }

    /** While the news of several customers has come in part only, they may point in a circle: then one stays who one was. */
    private UUID now(UUID customer) {
        var seen = new HashSet<UUID>();
        var now = customer;
        for (var next = mergedInto.get(now); next != null; next = mergedInto.get(now)) {
            if (!seen.add(now)) {
                return customer;
            }
            now = next;
        }
        return now;
    }

    private boolean readPage() {
        var request = ReadCustomerChangesRequest.newBuilder()
                .addAllPositions(positions.values())
                .setPageSize(PAGE)
                .setWait(com.google.protobuf.Duration.getDefaultInstance())
                .build();
        var changes = patience.untilAnswered(() -> clients.identity()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .readCustomerChanges(request))
                .getChangesList();
        for (var change : changes) {
            positions.put(
                    change.getHeader().getSlot(),
                    SlotPosition.newBuilder()
                            .setSlot(change.getHeader().getSlot())
                            .setPosition(change.getHeader().getPosition())
                            .build());
            keep(change.getCustomer());
        }
        return !changes.isEmpty();
    }

    /** A customer that became another may be one of its own again. */
    private void keep(Customer customer) {
        var id = UUID.fromString(customer.getId());
        mergedInto.remove(id);
        fallenApart.remove(id);
        if (!customer.getMergedInto().isEmpty()) {
            mergedInto.put(id, UUID.fromString(customer.getMergedInto()));
        }
        boolean stayTogether = customer.getDeparturesList().stream()
                .allMatch(departure -> departure.getCustomerId().equals(customer.getMergedInto()));
        if (!stayTogether) {
            fallenApart.put(id, customer.getDeparturesList());
        }
    }
}
