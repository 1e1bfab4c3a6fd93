package io.throughline.standalone.torture;

import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Kills parts of a platform, as {@code kill -9} does, while something goes on: which, and after how much of it, follows from
 * the seed. Does not wait until the platform has healed from one before the next.
 */
final class Executioner {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    /** @param after how much must have been done before */
    private record Kill(Part part, long after) {}

    private final PlatformHandle platform;
    private final LongSupplier done;
    private final Consumer<String> narrator;
    private final List<Kill> kills;
    private final Thread thread = Thread.ofPlatform().name("executioner").unstarted(this::run);
    private volatile boolean hurry;
    private volatile RuntimeException failure;

    private Executioner(PlatformHandle platform, LongSupplier done, Consumer<String> narrator, List<Kill> kills) {
        this.platform = platform;
        this.done = done;
        this.narrator = narrator;
        this.kills = kills;
    }

    /** @param total how much there is to be done */
    static Executioner start(
            PlatformHandle platform, long seed, int kills, long total, LongSupplier done, Consumer<String> narrator) {
        var random = new SplittableRandom(seed);
        var parts = new ArrayList<>(List.of(Part.values()));
        var sentence = Stream.generate(() ->
                        new Kill(parts.get(random.nextInt(parts.size())), random.nextLong(Math.max(1, total * 9 / 10))))
                .limit(kills)
                .sorted((one, other) -> Long.compare(one.after(), other.after()))
                .toList();
        var executioner = new Executioner(platform, done, narrator, sentence);
        executioner.thread.start();
        return executioner;
    }

    /** Kills what is left to be killed at once, and waits until the platform has healed; answers how many were killed. */
    int finish() throws InterruptedException {
        hurry = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
        platform.awaitReady();
        return kills.size();
    }

    private void run() {
        try {
            for (var kill : kills) {
                while (done.getAsLong() < kill.after() && !hurry) {
                    Thread.sleep(LOOK_EVERY);
                }
                narrator.accept("killing %s after %,d interactions".formatted(kill.part().title(), done.getAsLong()));
                platform.kill(kill.part());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }
}
