package io.throughline.kit.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for servers that come and go under one address. They lie below those that systems give to outgoing connections, of which
 * one could else have taken the port while its server is gone.
 */
public final class FreePort {

    private static final int LOWEST = 10_000;
    private static final int BEYOND = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** One that nothing listens on at this moment. */
    public static int any() {
        var random = new Random();
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var free = new ServerSocket(random.nextInt(LOWEST, BEYOND))) {
                return free.getLocalPort();
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IllegalStateException("found no free port from " + LOWEST + " to " + BEYOND, last);
    }
}
