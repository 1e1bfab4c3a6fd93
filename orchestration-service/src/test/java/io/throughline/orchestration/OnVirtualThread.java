package io.throughline.orchestration;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** The database is asked from virtual threads. */
public final class OnVirtualThread {

    private OnVirtualThread() {}

    /** What {@code work} returns. */
    public static <T> T call(Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(work).get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
