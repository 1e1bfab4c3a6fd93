package io.throughline.journey.testing;

import java.util.concurrent.CountDownLatch;

/** Open, unless a test has closed it: then whoever comes waits until it is opened again. */
public final class Gate {

    private volatile CountDownLatch closed = new CountDownLatch(0);

    public void close() {
        closed = new CountDownLatch(1);
    }

    public void open() {
        closed.countDown();
    }

    void pass() {
        try {
            closed.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", stop);
        }
    }
}
