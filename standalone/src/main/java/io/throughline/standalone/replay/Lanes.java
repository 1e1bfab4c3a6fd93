package io.throughline.standalone.replay;

import io.throughline.standalone.replay.LogIds.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Sends batches side by side, each lane one after the other. What is of the same way goes down the same lane, so that it is
 * sent in the log's order. Holds a fixed number of batches in memory: who adds faster than is sent has to wait.
 */
final class Lanes implements AutoCloseable {

    private static final int WAITING_BATCHES = 2;

    private record Parcel(Optional<Batch> batch) {}

    private final List<BatchBuilder> builders = new ArrayList<>();
    private final List<BlockingQueue<Parcel>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Lanes(int count, int batchSize, Consumer<Batch> send) {
        for (int lane = 0; lane < count; lane++) {
            var queue = new ArrayBlockingQueue<Parcel>(WAITING_BATCHES);
            builders.add(new BatchBuilder(batchSize));
            queues.add(queue);
            threads.add(Thread.ofVirtual().name("lane-" + lane).start(() -> run(queue, send)));
        }
    }

    /** Adds a line to its lane; throws what sending has failed with. */
    void add(Outgoing outgoing) {
        int lane = outgoing.way() % builders.size();
        builders.get(lane).add(outgoing.line()).ifPresent(batch -> put(lane, new Parcel(Optional.of(batch))));
    }

    /** Waits until all that was added has been sent; throws what sending has failed with. */
    void finish() {
        for (int lane = 0; lane < builders.size(); lane++) {
            int place = lane;
            builders.get(lane).rest().ifPresent(batch -> put(place, new Parcel(Optional.of(batch))));
            put(lane, new Parcel(Optional.empty()));
        }
        threads.forEach(Lanes::join);
        throwFailure();
    }

    /** Stops the lanes, whatever they are doing. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        threads.forEach(Lanes::join);
    }

    private void put(int lane, Parcel parcel) {
        try {
            do {
                throwFailure();
            } while (!queues.get(lane).offer(parcel, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", stopped);
        }
    }

    private void run(BlockingQueue<Parcel> queue, Consumer<Batch> send) {
        try {
            for (var parcel = queue.take(); parcel.batch().isPresent(); parcel = queue.take()) {
                send.accept(parcel.batch().get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Throwable failed) {
            // Whatever it is: nobody takes from this lane any more, and who adds must not wait for ever.
            failure.compareAndSet(null, failed);
        }
    }

    private void throwFailure() {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable failed -> throw new IllegalStateException(failed);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", stopped);
        }
    }
}
