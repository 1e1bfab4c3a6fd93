package io.throughline.standalone.platform;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does. */
public final class Waiting {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private Waiting() {}

    /** Looks at {@code condition} again and again; whether it came true within {@code patience}. */
    public static boolean until(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(LOOK_AGAIN);
        }
        return true;
    }

    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted", stop);
        }
    }
}
