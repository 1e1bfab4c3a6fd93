package io.throughline.standalone.torture;

import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.replay.Replay;
import io.throughline.standalone.replay.TemporaryPlatform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays one story twice, on data of its own each time: once in peace, and once while parts of the platform are killed. The
 * two must end in the same state.
 */
final class Torture {

    private static final Instant AS_OF = Instant.parse("2025-08-01T00:00:00Z");

    /** Small, so that kills fall between batches and into them. */
    private static final int BATCH = 50;

    private final Story story;
    private final PrintWriter out;

    Torture(Story story, PrintWriter out) {
        this.story = story;
        this.out = out;
    }

    /**
     * What came of it.
     *
     * @param differences in words; empty when the states are equal
     */
    record Outcome(int killed, int journeys, int customers, List<String> differences) {}

    Outcome run(int kills) throws IOException, MappingProblems, InterruptedException {
        var folder = Files.createTempDirectory("throughline-torture-");
        try {
            var written = story.write(folder);
            say("in peace");
            var peaceful = inPeace(written);
            say("under torture");
            return tortured(written, kills, peaceful);
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private PlatformState inPeace(Story.Written written) throws IOException, MappingProblems {
        try (var temporary = start()) {
            replay(written, replayOf(written, temporary.platform()));
            return new StateReader(temporary.clients()).read();
        }
    }

    private Outcome tortured(Story.Written written, int kills, PlatformState peaceful)
            throws IOException, MappingProblems, InterruptedException {
        try (var temporary = start()) {
            var replay = replayOf(written, temporary.platform());
            var executioner = Executioner.start(
                    temporary.platform(), story.seed(), kills, story.interactions(), replay::accepted, this::say);
            replay(written, replay);
            int killed = executioner.finish();
            var state = new StateReader(temporary.clients()).read();
            return new Outcome(
                    killed, state.journeys().size(), state.customers().size(), peaceful.differences(state));
        }
    }

    private TemporaryPlatform start() throws IOException {
        return TemporaryPlatform.start(Part.services(), Map.of(), out);
    }

    private static Replay replayOf(Story.Written written, PlatformHandle platform) throws IOException, MappingProblems {
        return new Replay(
                platform.clients(), MappingReader.read(written.mapping()), new LogFile(written.log()), BATCH);
    }

    private void replay(Story.Written written, Replay replay) throws IOException, MappingProblems {
        var report = replay.run(definitions(), new Replay.Time.Replayed(AS_OF, Optional.of(AS_OF)));
        if (report.interactions() != story.interactions() || report.rejected() > 0) {
            throw new PlatformException("%,d of %,d interactions of %s were accepted and %,d lines rejected"
                    .formatted(report.interactions(), story.interactions(), written.log(), report.rejected()));
        }
    }

    private static List<Path> definitions() throws IOException {
        try (var files = Files.list(Installation.locate().samples().resolve("bench"))) {
            return files.filter(file -> file.toString().endsWith(".journey.yaml")).sorted().toList();
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
