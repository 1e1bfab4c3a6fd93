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
import java.util.EnumSet;

/** A platform for one replay: on data of its own, which goes with it. Orchestration is not needed, as nobody acts. */
final class OncePlatform implements AutoCloseable {

    private final Path data;
    private final PlatformHandle platform;

    private OncePlatform(Path data, PlatformHandle platform) {
        this.data = data;
        this.platform = platform;
    }

    static OncePlatform start(PrintWriter out) throws IOException {
        var data = Files.createTempDirectory("throughline-replay-");
        var settings = PlatformSettings.of(data, Ports.free())
                .withServices(EnumSet.of(Part.IDENTITY, Part.JOURNEY, Part.MEASUREMENT));
        try {
            return new OncePlatform(data, Platform.start(Installation.locate(), settings, line -> {
                out.println(line);
                out.flush();
            }));
        } catch (RuntimeException failure) {
            delete(data);
            throw failure;
        }
    }

    Clients clients() {
        return platform.clients();
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
