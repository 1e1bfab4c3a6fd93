package io.throughline.standalone.torture;

import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.standalone.client.CatchingUp;
import io.throughline.standalone.client.Patience;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays one story twice, on data of its own each time: once in peace, and once while parts of the platform are killed and a
 * channel carries out what is decided. The two must end in the same state, with one action carried out for each cause.
 */
final class Torture {

    private static final Instant AS_OF = Instant.parse("2025-08-01T00:00:00Z");

    /** Small, so that kills fall between batches and into them. */
    private static final int BATCH = 50;

    /** Whom the policy asks. */
    private static final String CHANNEL = "messages";

    private final Story story;
    private final PrintWriter out;
    private final Patience patience = new Patience(Duration.ofMinutes(2));

    Torture(Story story, PrintWriter out) {
        this.story = story;
        this.out = out;
    }

    /**
     * What came of it.
     *
     * @param parted how many of the customers are what is left of one that fell apart
     * @param differences in words; empty when the states are equal
     */
    record Outcome(
            int killed, int journeys, int customers, long parted, long actions, List<String> differences) {}

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
            new CatchingUp(temporary.clients(), patience).await();
            return new StateReader(temporary.clients()).read(people(written, temporary));
        }
    }

    private Outcome tortured(Story.Written written, int kills, PlatformState peaceful)
            throws IOException, MappingProblems, InterruptedException {
        try (var temporary = start();
                var channel = Channel.open(temporary.clients(), CHANNEL)) {
            var replay = replayOf(written, temporary.platform());
            var executioner = Executioner.start(
                    temporary.platform(), story.seed(), kills, story.interactions(), replay::accepted, this::say);
            replay(written, replay);
            int killed = executioner.finish();
            new CatchingUp(temporary.clients(), patience).await();
            var people = people(written, temporary);
            var state = new StateReader(temporary.clients()).read(people);
            var differences = new ArrayList<>(peaceful.differences(state));
            var decisions = new Decisions(temporary.clients(), patience).all();
            differences.addAll(new Deliveries(decisions, state.decisions().keySet()).problems(channel));
            return new Outcome(
                    killed,
                    state.journeys().size(),
                    state.people().size(),
                    people.parted(),
                    state.actions(),
                    differences);
        }
    }

    private People people(Story.Written written, TemporaryPlatform temporary) {
        return People.of(written.identifiers(), temporary.clients(), patience);
    }

    private TemporaryPlatform start() throws IOException {
        var temporary = TemporaryPlatform.start(Part.services(), Map.of(), out);
        for (var file : samples(".policy.yaml")) {
            var policy = ApplyPolicyRequest.newBuilder().setYaml(Files.readString(file)).build();
            patience.untilAnswered(() -> temporary.clients().policies().applyPolicy(policy));
        }
        return temporary;
    }

    private static Replay replayOf(Story.Written written, PlatformHandle platform) throws IOException, MappingProblems {
        return new Replay(
                platform.clients(), MappingReader.read(written.mapping()), new LogFile(written.log()), BATCH);
    }

    private void replay(Story.Written written, Replay replay) throws IOException, MappingProblems {
        var report = replay.run(samples(".journey.yaml"), new Replay.Time.Replayed(AS_OF, Optional.of(AS_OF)));
        if (report.interactions() != story.interactions() || report.rejected() > 0) {
            throw new PlatformException("%,d of %,d interactions of %s were accepted and %,d lines rejected"
                    .formatted(report.interactions(), story.interactions(), written.log(), report.rejected()));
        }
    }

    private static List<Path> samples(String ending) throws IOException {
        try (var files = Files.list(Installation.locate().samples().resolve("bench"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
