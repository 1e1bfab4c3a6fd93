package io.throughline.standalone.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the project's built parts stand.
 *
 * @param root the folder of the project, the one with {@code ./throughline} in it
 */
public record Installation(Path root) {

    public Installation {
        root = root.toAbsolutePath().normalize();
    }

    /** As the start script says by {@code throughline.root}, or else the nearest folder above with the modules in it. */
    public static Installation locate() {
        var told = System.getProperty("throughline.root", "");
        var from = Path.of(told).toAbsolutePath().normalize();
        return Stream.iterate(from, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(Part.JOURNEY.title())))
                .findFirst()
                .map(Installation::new)
                .orElseThrow(() -> new PlatformException(
                        "no Throughline project at or above " + from + "; run ./throughline from its folder"));
    }

    /** The folder that a service runs from. */
    public Path application(Part service) {
        return root.resolve(service.title()).resolve("target").resolve("quarkus-app");
    }

    /** Whether a service has been built. */
    public boolean isBuilt(Part service) {
        return Files.isRegularFile(application(service).resolve("quarkus-run.jar"));
    }

    /** Sample journeys, policies and log mappings. */
    public Path samples() {
        return root.resolve("samples");
    }

    /** Where data is kept unless the user says otherwise. */
    public Path usualData() {
        return root.resolve("data");
    }

    /** The JVM that this process runs on, which the services are to run on too. */
    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
