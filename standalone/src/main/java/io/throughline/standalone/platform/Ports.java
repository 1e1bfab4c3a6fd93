package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;

/** Where each part listens. A service serves gRPC, REST, health and OpenAPI on its one port. */
public record Ports(Map<Part, Integer> byPart) {

    /** PostgreSQL's; the services follow it, one by one. */
    public static final int USUAL_BASE = 9080;

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

    /** Ports that nothing listens on at this moment. */
    public static Ports free() {
        var held = new ArrayList<ServerSocket>();
        try {
            var ports = new EnumMap<Part, Integer>(Part.class);
            for (var part : Part.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(part, socket.getLocalPort());
            }
            return new Ports(ports);
        } catch (IOException failure) {
            throw new UncheckedIOException("this machine gives out no free ports", failure);
        } finally {
            held.forEach(Ports::close);
        }
    }

    public int of(Part part) {
        return byPart.get(part);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
