package io.throughline.orchestration.action;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The actions that one stream has under way: offered, neither acknowledged nor past their lease. */
final class InFlight {

    private final int most;
    private final long leaseNanos;
    private final Map<UUID, Long> endOfLease = new HashMap<>();
    private boolean closed;

    InFlight(int most, Duration lease) {
        this.most = most;
        this.leaseNanos = lease.toNanos();
    }

    /** Waits until there is room for another action; how much there is, or zero when the stream has ended. */
    synchronized int awaitRoom() throws InterruptedException {
        while (!closed && room() <= 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(untilNextEnd(), 1_000_000));
        }
        return closed ? 0 : room();
    }

    synchronized void add(UUID action) {
        endOfLease.put(action, System.nanoTime() + leaseNanos);
    }

    synchronized void remove(UUID action) {
        endOfLease.remove(action);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private int room() {
        long now = System.nanoTime();
        endOfLease.values().removeIf(end -> end - now <= 0);
        return most - endOfLease.size();
    }

    private long untilNextEnd() {
        long now = System.nanoTime();
        return endOfLease.values().stream().mapToLong(end -> end - now).min().orElse(leaseNanos);
    }
}
