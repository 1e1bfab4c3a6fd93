package io.throughline.measurement.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.throughline.kit.test.FreePort;
import java.util.Map;

/** Has the application look for identity-service where {@link FakeIdentityService} will be; nobody is there at first. */
public class IdentityServicePort implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.grpc.clients.identity.test-port", Integer.toString(FreePort.any()));
    }

    @Override
    public void stop() {
        // The port is only a number.
    }
}
