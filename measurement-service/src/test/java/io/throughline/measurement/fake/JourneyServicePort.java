package io.throughline.measurement.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Has the application look for journey-service where {@link FakeJourneyService} will be; nobody is there at first. */
public class JourneyServicePort implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try (var free = new ServerSocket(0)) {
            return Map.of("quarkus.grpc.clients.journey.test-port", Integer.toString(free.getLocalPort()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        // The port is only a number.
    }
}
