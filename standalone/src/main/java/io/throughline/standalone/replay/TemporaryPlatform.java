package io.throughline.standalone.replay;

import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.platform.PlatformSettings;
import io.throughline.standalone.platform.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** A platform for one purpose: on free ports and data of its own, which goes with it. */
public final class TemporaryPlatform implements AutoCloseable {

    private final Path data;
    private final PlatformHandle platform;

    private TemporaryPlatform(Path data, PlatformHandle platform) {
        this.data = data;
        this.platform = platform;
    }

    /**
     * @param services which to start
     * @param databaseSettings PostgreSQL settings that differ from the usual ones
     */
    public static TemporaryPlatform start(Set<Part> services, Map<String, String> databaseSettings, PrintWriter out)
            throws IOException {
        var data = Files.createTempDirectory("throughline-");
        var settings = PlatformSettings.of(data, Ports.free())
                .withServices(services)
                .withDatabaseSettings(databaseSettings);
        try {
            return new TemporaryPlatform(data, Platform.start(Installation.locate(), settings, line -> {
                out.println(line);
                out.flush();
            }));
        } catch (RuntimeException failure) {
            delete(data);
            throw failure;
        }
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
        delete(data);
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot clear " + folder + " away", failure);
        }
    }
}
