package io.throughline.journey.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Open, unless a test has closed it: then whoever comes waits until it is opened again. */
public final class Gate {

    private final Semaphore arrivals = new Semaphore(0);
    private volatile CountDownLatch closed = new CountDownLatch(0);

    public void close() {
        arrivals.drainPermits();
        closed = new CountDownLatch(1);
    }

    public void open() {
        closed.countDown();
    }

    /** Returns when {@code callers} have come since the gate was closed. */
    public void awaitArrivals(int callers) throws InterruptedException {
        if (!arrivals.tryAcquire(callers, 60, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + arrivals.availablePermits() + " have come to the gate");
        }
    }

    void pass() {
        arrivals.release();
        try {
            closed.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", stop);
        }
    }
}
