package io.throughline.measurement.fake;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.Tombstone;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * What becomes of a few journeys, and a feed that tells it as the contract allows: in order for each customer and in any
 * order between them, some changes more than once, each with the newest state at some time after the change.
 */
public final class Histories {

    private final Random random;
    private final RandomJourneys journeys;
    private final String definition;
    private final List<UUID> customers = new ArrayList<>();
    private final List<List<Version>> histories = new ArrayList<>();

    public Histories(Random random, String definition, int count) {
        this.random = random;
        this.journeys = new RandomJourneys(random);
        this.definition = definition;
        for (int i = 0; i < 4; i++) {
            customers.add(journeys.id());
        }
        for (int i = 0; i < count; i++) {
            histories.add(history());
        }
    }

    /** The journeys that there are in the end. */
    public List<Journey> remaining() {
        return histories.stream().map(List::getLast).flatMap(version -> version.journey().stream()).toList();
    }

    /** All that a feed tells of it. */
    public List<JourneyChange> feed() {
        var byCustomer = customers.stream().map(this::toldOf).toList();
        var feed = new ArrayList<JourneyChange>();
        var left = new ArrayList<>(byCustomer.stream().filter(queue -> !queue.isEmpty()).toList());
        while (!left.isEmpty()) {
            var next = left.get(random.nextInt(left.size()));
            feed.add(next.poll());
            if (next.isEmpty()) {
                left.remove(next);
            }
        }
        return feed;
    }

    /** What is told under {@code customer}, in order. */
    private Deque<JourneyChange> toldOf(UUID customer) {
        var told = new ArrayDeque<JourneyChange>();
        for (var history : histories) {
            for (int at = 0; at < history.size(); at++) {
                boolean wasTheirs = at > 0 && history.get(at - 1).isOf(customer);
                if (!history.get(at).isOf(customer) && !wasTheirs) {
                    continue;
                }
                for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
                    told.add(change(history, at, customer));
                }
            }
        }
        return told;
    }

    /** The change to the version {@code at}, told with the state that a reader finds then or later. */
    private JourneyChange change(List<Version> history, int at, UUID customer) {
        var found = history.get(at + random.nextInt(history.size() - at));
        var change = JourneyChange.newBuilder()
                .setJourneyId(history.getFirst().journey().orElseThrow().getId())
                .setHeader(ChangeHeader.newBuilder()
                        .setCustomerId(customer.toString())
                        .setRevision(history.get(at).revision()));
        if (found.isOf(customer)) {
            return change.setJourney(found.journey().orElseThrow()).build();
        }
        return change.setTombstone(Tombstone.getDefaultInstance()).build();
    }

    private List<Version> history() {
        var id = journeys.id();
        var customer = customer();
        var history = new ArrayList<Version>();
        int length = 1 + random.nextInt(6);
        for (int revision = 1; revision <= length; revision++) {
            boolean withdrawn = revision > 1 && random.nextInt(5) == 0;
            if (withdrawn) {
                history.add(new Version(revision, Optional.empty()));
                continue;
            }
            customer = random.nextInt(3) == 0 ? customer() : customer;
            history.add(new Version(revision, Optional.of(journeys.journey(id, customer, definition, revision))));
        }
        return history;
    }

    private UUID customer() {
        return customers.get(random.nextInt(customers.size()));
    }

    /** A journey at one revision; empty when it was withdrawn. */
    private record Version(long revision, Optional<Journey> journey) {

        boolean isOf(UUID customer) {
            return journey.filter(present -> present.getCustomerId().equals(customer.toString())).isPresent();
        }
    }
}
