package io.throughline.standalone.bench;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.throughline.standalone.platform.PlatformException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Times calls that are under way at once. */
final class Stopwatches {

    private final long[] took;
    private final CountDownLatch open;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Stopwatches(int calls) {
        took = new long[calls];
        open = new CountDownLatch(calls);
    }

    /** Times the call at {@code place} from {@code due}, by {@link System#nanoTime}, until its answer is there. */
    void time(int place, long due, ListenableFuture<?> answer) {
        answer.addListener(
                () -> {
                    took[place] = System.nanoTime() - due;
                    try {
                        answer.get();
                    } catch (ExecutionException failed) {
                        failure.compareAndSet(null, failed.getCause());
                    } catch (InterruptedException impossible) {
                        Thread.currentThread().interrupt();
                    }
                    open.countDown();
                },
                MoreExecutors.directExecutor());
    }

    /** In nanoseconds, ascending, once all answers are there; fails when a call did. */
    long[] sorted() {
        try {
            open.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while measuring", stopped);
        }
        if (failure.get() != null) {
            throw new PlatformException("a call failed: " + failure.get().getMessage(), failure.get());
        }
        var sorted = took.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
