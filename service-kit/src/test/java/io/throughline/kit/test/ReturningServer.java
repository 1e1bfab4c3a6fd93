package io.throughline.kit.test;

import io.grpc.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Servers that go, and come again under the address that they had before. */
public final class ReturningServer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(5);

    private ReturningServer() {}

    /** Starts what {@code build} makes: a port is given back only after its server has ended, when the selector lets it go. */
    public static Server start(Supplier<Server> build) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return build.get().start();
            } catch (IOException failure) {
                if (!(failure.getCause() instanceof BindException) || System.nanoTime() > deadline) {
                    throw new UncheckedIOException(failure);
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /** Ends {@code server} as a crash does. Once this returns, nothing that it was about to answer arrives any more. */
    public static void stop(Server server) {
        try {
            server.shutdownNow().awaitTermination();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
