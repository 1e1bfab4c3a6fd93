package io.throughline.journey.testing;

import io.quarkus.test.Mock;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.Resolved;
import io.throughline.journey.identity.IdentityPeer;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedLag;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives every identifier a customer of its own until it is told otherwise; the anchor is the first identifier as it stands. Of
 * what is said of customers it takes texts, numbers and truth values, and remembers who said what.
 */
@Mock
@ApplicationScoped
public class ScriptedIdentity implements IdentityPeer {

    private final Map<Identifier, UUID> holders = new ConcurrentHashMap<>();
    private final Map<Identifier, Long> keys = new ConcurrentHashMap<>();
    private final Map<Identifier, Integer> erasures = new ConcurrentHashMap<>();
    private final AtomicLong lastKey = new AtomicLong();
    private final Queue<Observation> heard = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<CustomerChange> told = new LinkedBlockingQueue<>();
    private final Gate gate = new Gate();
    private final Gate feedGate = new Gate();
    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore failed = new Semaphore(0);
    private volatile boolean down;
    private volatile long behind;

    public static UUID founded(String namespace, String value) {
        return UUID.nameUUIDFromBytes((namespace + ":" + value).getBytes(StandardCharsets.UTF_8));
    }

    public static Identifier identifier(String namespace, String value) {
        return Identifier.newBuilder().setNamespace(namespace).setValue(value).build();
    }

    public void reset() {
        holders.clear();
        keys.clear();
        erasures.clear();
        told.clear();
        heard.clear();
        failed.drainPermits();
        down = false;
        behind = 0;
        gate.open();
        calls.set(0);
    }

    /** At which every call waits while it is closed. */
    public Gate gate() {
        return gate;
    }

    /** Through which the service's own follower comes: while it is closed, and it has come there, it moves nothing. */
    public Gate feedGate() {
        return feedGate;
    }

    public void goDown() {
        down = true;
    }

    /** Waits until it has been asked {@code count} times to resolve while it is down; false when that takes too long. */
    public boolean awaitFailedResolves(int count) throws InterruptedException {
        return failed.tryAcquire(count, 30, TimeUnit.SECONDS);
    }

    public void comeBack() {
        down = false;
    }

    /** From now on a reader of the feed is told that it is behind by {@code changes}. */
    public void goBehind(long changes) {
        behind = changes;
    }

    /** The observations that said anything of a customer, in the order in which they came. */
    public List<Observation> heard() {
        return List.copyOf(heard);
    }

    public int calls() {
        return calls.get();
    }

    public void give(Identifier identifier, UUID customer) {
        holders.put(identifier, customer);
    }

    public UUID holder(Identifier identifier) {
        return holders.computeIfAbsent(identifier, i -> {
            int erased = erasures.getOrDefault(i, 0);
            return founded(i.getNamespace(), erased == 0 ? i.getValue() : i.getValue() + " again " + erased);
        });
    }

    /** Names {@code identifier} without telling it, until it is erased. */
    public long key(Identifier identifier) {
        return keys.computeIfAbsent(identifier, _ -> lastKey.incrementAndGet());
    }

    /** Whether {@code identifier} has this {@code key}, so that it was not erased since. */
    public boolean hasKey(Identifier identifier, long key) {
        return Long.valueOf(key).equals(keys.get(identifier));
    }

    /** Forgets {@code identifier}: who is met under it again is somebody else. */
    public void erase(Identifier identifier) {
        holders.remove(identifier);
        keys.remove(identifier);
        erasures.merge(identifier, 1, Integer::sum);
    }

    public void tell(CustomerChange change) {
        told.add(change);
    }

    @Override
    public List<Resolution> resolve(List<Observation> observations) {
        if (down) {
            failed.release();
        }
        failIfDown();
        calls.incrementAndGet();
        gate.pass();
        return observations.stream()
                .map(this::resolve)
                .toList();
    }

    private Resolution resolve(Observation observation) {
        var anchor = observation.getIdentifiers(0);
        if (anchor.getValue().isBlank()) {
            return refused("identifiers[0].value", "is blank");
        }
        for (var attribute : observation.getAttributes().getFieldsMap().entrySet()) {
            if (attribute.getValue().hasStructValue() || attribute.getValue().hasListValue()) {
                return refused("attributes." + attribute.getKey(), "must be a text, a number or a truth value");
            }
        }
        if (observation.hasAttributes()) {
            heard.add(observation);
        }
        return Resolution.newBuilder()
                .setResolved(Resolved.newBuilder()
                        .setCustomerId(holder(anchor).toString())
                        .setAnchor(anchor)
                        .setAnchorKey(key(anchor)))
                .build();
    }

    private static Resolution refused(String field, String why) {
        return Resolution.newBuilder().setRefused(Refusal.invalid(field, why).status()).build();
    }

    @Override
    public Customer find(Identifier identifier) {
        failIfDown();
        return Customer.newBuilder().setId(holder(identifier).toString()).build();
    }

    @Override
    public List<CustomerChange> changes(List<SlotPosition> positions, int pageSize, Duration wait) {
        feedGate.pass();
        failIfDown();
        var page = new ArrayList<CustomerChange>();
        try {
            var first = told.poll(Math.min(wait.toMillis(), 200), TimeUnit.MILLISECONDS);
            if (first != null) {
                page.add(first);
                told.drainTo(page, pageSize - 1);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return page;
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        failIfDown();
        return new FeedLag(behind, Duration.ZERO);
    }

    private void failIfDown() {
        if (down) {
            throw Refusal.unavailable("identity-service is down", Duration.ofMillis(100));
        }
    }
}
