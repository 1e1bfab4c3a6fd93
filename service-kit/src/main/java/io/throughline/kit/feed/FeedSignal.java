package io.throughline.kit.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets readers of a feed wait for its next change.
 *
 * <p>Raising it is a hint within this process: it shortens the wait, and a reader that misses it, or whose change was
 * written by another replica, looks again after {@link #LOOK_AGAIN} at the latest.
 */
public final class FeedSignal {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** A change that was just announced may be held back for a moment by a transaction that is still running. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private long raises;
    private boolean closed;

    /** To be called after the commit of a transaction that appended to the feed. */
    public void raise() {
        lock.lock();
        try {
            raises++;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends home who waits: from now on nobody is kept waiting. To be called when the process begins to stop. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What {@code read} finds, as soon as it finds anything; nothing when it finds nothing within {@code patience}. */
    public <T> List<T> await(Duration patience, Supplier<List<T>> read) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_LOOK.toNanos();
        while (true) {
            long seen = raisesSoFar();
            var found = read.get();
            long left = deadline - System.nanoTime();
            if (!found.isEmpty() || left <= 0 || isClosed()) {
                return found;
            }
            boolean wasRaised = sleepUntilRaised(seen, Math.min(left, pause));
            pause = wasRaised ? FIRST_LOOK.toNanos() : Math.min(2 * pause, LOOK_AGAIN.toNanos());
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private long raisesSoFar() {
        lock.lock();
        try {
            return raises;
        } finally {
            lock.unlock();
        }
    }

    private boolean sleepUntilRaised(long seen, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (raises == seen && !closed && left > 0) {
                left = raised.awaitNanos(left);
            }
            return raises != seen;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a change", stop);
        } finally {
            lock.unlock();
        }
    }
}
