package io.throughline.standalone.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Where each part listens. A service serves gRPC, REST, health and OpenAPI on its one port. */
public record Ports(Map<Part, Integer> byPart) {

    /** PostgreSQL's; the services follow it, one by one. */
    public static final int USUAL_BASE = 9080;

    private static final int LOWEST_FREE = 10_000;
    private static final int BEYOND_FREE = 32_000;
    private static final int ATTEMPTS = 100;

    public Ports {
        byPart = Map.copyOf(byPart);
    }

    /** {@code base} for PostgreSQL, the next four for the services. */
    public static Ports from(int base) {
        if (base < 1 || base + Part.values().length > 65_536) {
            throw new PlatformException("--port-base " + base + " leaves no room for five ports below 65536");
        }
        var ports = new EnumMap<Part, Integer>(Part.class);
        for (var part : Part.values()) {
            ports.put(part, base + part.ordinal());
        }
        return new Ports(ports);
    }

    /**
     * Ports that nothing listens on at this moment: below those that systems give to outgoing connections, so that none of these
     * takes one while the part that listens on it is being started again.
     */
    public static Ports free() {
        var random = new Random();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var ports = from(random.nextInt(LOWEST_FREE, BEYOND_FREE));
            if (ports.byPart.values().stream().allMatch(Ports::isFree)) {
                return ports;
            }
        }
        throw new PlatformException("this machine has no five free ports in a row from " + LOWEST_FREE + " to " + BEYOND_FREE);
    }

    public int of(Part part) {
        return byPart.get(part);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
