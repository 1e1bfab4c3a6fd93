package io.throughline.standalone.option;

import io.throughline.standalone.platform.Announcement;
import io.throughline.standalone.platform.DataFolder;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.PlatformException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The platform that {@code ./throughline up} has started, found by its data folder. */
public final class RunningPlatform {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of the running platform (usually: data/ in the project).")
    private Path data;

    /** @throws PlatformException when none runs */
    public Announcement find() {
        return find("start one with ./throughline up");
    }

    /**
     * @param otherwise what to do when none runs
     * @throws PlatformException when none runs
     */
    public Announcement find(String otherwise) {
        return DataFolder.running(data()).orElseThrow(() -> new PlatformException("no platform runs on " + data() + "; "
                + otherwise
                + (isNamed() ? "" : "; if one runs on another folder, name that with --data")
                + leftBehind(data())));
    }

    private static String leftBehind(Path data) {
        var parts = DataFolder.processes(data);
        return parts.isEmpty()
                ? ""
                : parts.entrySet().stream()
                        .map(part -> part.getKey().title() + " (process " + part.getValue().pid() + ")")
                        .collect(Collectors.joining(
                                ", ",
                                "\nA launcher that was killed has left ",
                                " running there; the next ./throughline up stops them"));
    }

    /** Whether a data folder was named. */
    public boolean isNamed() {
        return data != null;
    }

    public Path data() {
        var folder = data == null ? Installation.locate().usualData() : data;
        return folder.toAbsolutePath().normalize();
    }
}
