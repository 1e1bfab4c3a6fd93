package io.throughline.standalone.replay;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
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
    private final Map<UUID, UUID> mergedInto = new HashMap<>();
    private final Set<UUID> fallenApart = new HashSet<>();

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

    /** Who {@code customers} are now, if none of them {@linkplain #haveFallenApart fell apart}. */
    Set<UUID> now(Collection<UUID> customers) {
        return customers.stream().map(customer -> way(customer).getLast()).collect(Collectors.toSet());
    }

    /** Whether what was recorded of one of {@code customers}, or of one whom they became, is several customers' now. */
    boolean haveFallenApart(Collection<UUID> customers) {
        return customers.stream().flatMap(customer -> way(customer).stream()).anyMatch(fallenApart::contains);
    }

    /** {@code customer} and whom it became, one after the other. */
    private SequencedSet<UUID> way(UUID customer) {
        var way = new LinkedHashSet<UUID>();
        var next = customer;
        // While the news of several customers has come in part only, they may point in a circle.
        while (next != null && way.add(next)) {
            next = mergedInto.get(next);
        }
        return way;
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
        // Of one whose departures are not all told it is not known.
        if (!stayTogether || customer.getMoreDepartures()) {
            fallenApart.add(id);
        }
    }
}
