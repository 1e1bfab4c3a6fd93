package io.throughline.standalone.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.throughline.standalone.platform.PlatformException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks again, with growing pauses, while a service cannot answer: it was killed, its database was, it is busy. Whatever is
 * asked this way can be repeated safely.
 */
public final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** A fault of the service itself may come from a process that is dying; one that stays will not go away by waiting. */
    private static final int MOST_FAULTS = 10;

    private final Duration limit;

    /** @param limit how long one question is asked again at most */
    public Patience(Duration limit) {
        this.limit = limit;
    }

    /** The answer to {@code question}; throws what it threw when that is an answer too, or when the limit is reached. */
    public <T> T untilAnswered(Supplier<T> question) {
        long deadline = System.nanoTime() + limit.toNanos();
        var pause = FIRST_PAUSE;
        int faults = 0;
        while (true) {
            try {
                return question.get();
            } catch (StatusRuntimeException refused) {
                var code = refused.getStatus().getCode();
                faults += isFault(code) ? 1 : 0;
                if (!mayPass(code) || faults > MOST_FAULTS) {
                    throw refused;
                }
                if (System.nanoTime() + pause.toNanos() > deadline) {
                    throw new PlatformException(
                            "a service has not answered for " + limit.toSeconds() + " seconds: "
                                    + refused.getStatus(),
                            refused);
                }
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Whether the same question may be answered later. */
    private static boolean mayPass(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, CANCELLED, INTERNAL, UNKNOWN -> true;
            case OK,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    DATA_LOSS,
                    UNAUTHENTICATED ->
                false;
        };
    }

    private static boolean isFault(Status.Code code) {
        return code == Status.Code.INTERNAL || code == Status.Code.UNKNOWN;
    }

    /** @throws PlatformException when it is interrupted */
    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while waiting", stopped);
        }
    }
}
