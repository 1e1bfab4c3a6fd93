package io.throughline.standalone.replay;

import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformHandle;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;

/** A platform for one purpose: on free ports and data of its own, which goes with it. */
public final class TemporaryPlatform implements AutoCloseable {

    private final PlatformHandle platform;

    private TemporaryPlatform(PlatformHandle platform) {
        this.platform = platform;
    }

    /**
     * @param services which to start
     * @param databaseSettings PostgreSQL settings that differ from the usual ones
     */
    public static TemporaryPlatform start(Set<Part> services, Map<String, String> databaseSettings, PrintWriter out) {
        return new TemporaryPlatform(Platform.startOnce(
                Installation.locate(),
                settings -> settings.withServices(services).withDatabaseSettings(databaseSettings),
                line -> {
                    out.println(line);
                    out.flush();
                }));
    }

    public Clients clients() {
        return platform.clients();
    }

    public PlatformHandle platform() {
        return platform;
    }

    @Override
    public void close() {
        platform.close();
    }
}
