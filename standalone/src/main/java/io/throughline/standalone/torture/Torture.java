package io.throughline.standalone.torture;

import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.orchestration.v1.Decision;
import io.throughline.standalone.client.CatchingUp;
import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.platform.Waiting;
import io.throughline.standalone.replay.Patience;
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
import java.util.stream.Collectors;

/**
 * Replays one story twice, on data of its own each time: once in peace, and once while parts of the platform are killed and a
 * channel carries out what is decided. The two must end in the same state, with each action carried out for one cause.
 */
final class Torture {

    private static final Instant AS_OF = Instant.parse("2025-08-01T00:00:00Z");

    /** Small, so that kills fall between batches and into them. */
    private static final int BATCH = 50;

    /** Whom the policy asks. */
    private static final String CHANNEL = "messages";

    private static final Duration DELIVERY = Duration.ofMinutes(2);

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
     * @param differences in words; empty when the states are equal
     */
    record Outcome(int killed, int journeys, int customers, int actions, List<String> differences) {}

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
            return new StateReader(temporary.clients()).read();
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
            var state = new StateReader(temporary.clients()).read();
            var differences = new ArrayList<>(peaceful.differences(state));
            differences.addAll(
                    misdelivered(new Decisions(temporary.clients(), patience).acted(), channel));
            return new Outcome(
                    killed,
                    state.journeys().size(),
                    state.customers().size(),
                    state.acted().size(),
                    differences);
        }
    }

    /** Each decision has an action of its own, and the channel carries it out. */
    private static List<String> misdelivered(List<Decision> acted, Channel channel) {
        var actions = acted.stream().map(Decision::getActionId).collect(Collectors.toSet());
        var problems = new ArrayList<String>();
        if (actions.size() < acted.size()) {
            problems.add("%d decisions have only %d actions between them".formatted(acted.size(), actions.size()));
        }
        if (!Waiting.until(DELIVERY, () -> channel.carriedOut().containsAll(actions))) {
            actions.removeAll(channel.carriedOut());
            problems.add(actions.size() + " actions were never carried out, among them "
                    + actions.iterator().next());
        }
        return problems;
    }

    private TemporaryPlatform start() throws IOException {
        var temporary = TemporaryPlatform.start(Part.services(), Map.of(), out);
        var policy = ApplyPolicyRequest.newBuilder()
                .setYaml(Files.readString(samples().resolve("ask-how-it-went.policy.yaml")))
                .build();
        patience.untilAnswered(() -> temporary.clients().policies().applyPolicy(policy));
        return temporary;
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
        try (var files = Files.list(samples())) {
            return files.filter(file -> file.toString().endsWith(".journey.yaml")).sorted().toList();
        }
    }

    private static Path samples() {
        return Installation.locate().samples().resolve("bench");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
