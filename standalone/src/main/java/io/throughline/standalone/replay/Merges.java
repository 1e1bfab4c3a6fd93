package io.throughline.standalone.replay;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.standalone.client.Clients;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which customers have become one, as identity-service's feed tells, read from its beginning. */
final class Merges {

    private static final int SLOTS = 64;
    private static final int PAGE = 1_000;
    private static final long SECONDS_TO_ANSWER = 60;

    private final Clients clients;
    private final Patience patience;
    private final Map<Integer, SlotPosition> positions = new HashMap<>();
    private final Map<UUID, UUID> mergedInto = new LinkedHashMap<>();
    private final Set<UUID> known = new HashSet<>();

    Merges(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
        IntStream.range(0, SLOTS)
                .forEach(slot -> positions.put(slot, SlotPosition.newBuilder().setSlot(slot).build()));
    }

    /** Reads on, up to what the feed holds now. */
    Merges readOn() {
        while (readPage()) {
            // The next page.
        }
        return this;
    }

    /** Who {@code customers} are now. */
    Set<UUID> now(Set<UUID> customers) {
        return customers.stream().map(this::now).collect(Collectors.toSet());
    }

    /** Whether journey-service, which follows the same feed, knows who {@code customers} have become. */
    boolean areKnownToJourneys(Set<UUID> customers) {
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
        var named = patience.untilAnswered(() -> clients.journeys()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getCustomerContext(request))
                .getCustomerId();
        return !named.equals(customer.toString()) && known.add(customer);
    }

    private UUID now(UUID customer) {
        var now = customer;
        for (var next = mergedInto.get(now); next != null; next = mergedInto.get(now)) {
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
            if (!change.getCustomer().getMergedInto().isEmpty()) {
                mergedInto.put(
                        UUID.fromString(change.getCustomer().getId()),
                        UUID.fromString(change.getCustomer().getMergedInto()));
            }
        }
        return !changes.isEmpty();
    }
}
