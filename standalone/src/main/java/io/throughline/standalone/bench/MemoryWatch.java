package io.throughline.standalone.bench;

import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformHandle;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks now and then how much memory the services occupy, and keeps the most. */
final class MemoryWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final PlatformHandle platform;
    private final Map<Part, Long> most = new EnumMap<>(Part.class);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watcher = Thread.ofPlatform().daemon().name("memory-watch").unstarted(this::watch);

    private MemoryWatch(PlatformHandle platform) {
        this.platform = platform;
    }

    static MemoryWatch start(PlatformHandle platform) {
        var watch = new MemoryWatch(platform);
        watch.watcher.start();
        return watch;
    }

    /** In bytes. */
    synchronized Map<Part, Long> most() {
        look();
        return new EnumMap<>(most);
    }

    @Override
    public void close() {
        // Not by an interruption, which would hit a look that is under way.
        over.countDown();
    }

    private synchronized void look() {
        platform.residentMemory().forEach((service, bytes) -> most.merge(service, bytes, Math::max));
    }

    private void watch() {
        try {
            do {
                look();
            } while (!over.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
