package io.throughline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ThroughlineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Throughline.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @TempDir
    private Path data;

    @Test
    void hasTheCommandsOfTheReadme() {
        assertThat(commandLine.getSubcommands()).containsKeys(
                        "up", "replay", "apply", "diff", "preview", "journeys", "explain", "migrate", "discover", "conformance", "status", "bench", "torture", "test");
    }

    @Test
    void everyCommandHasHelp() {
        for (var name : commandLine.getSubcommands().keySet()) {
            out.getBuffer().setLength(0);

            assertThat(commandLine.execute(name, "--help")).as(name).isZero();
            assertThat(out.toString()).contains("throughline " + name).contains("--help");
        }
    }

    /** A list of commands shows the first line of each description. */
    @Test
    void everyDescriptionBeginsWithAWholeSentence() {
        assertThat(allBelow(commandLine)).allSatisfy(command -> assertThat(
                        command.getCommandSpec().usageMessage().description()[0])
                .as(command.getCommandName())
                .endsWith("."));
    }

    private static Stream<CommandLine> allBelow(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), allBelow(command)));
    }

    @Test
    void saysInASentenceThatNothingRuns() {
        int code = commandLine.execute("status", "--data", data.toString());

        assertThat(code).isNotZero();
        assertThat(err.toString())
                .contains("no platform runs on " + data + "; start one with ./throughline up")
                .doesNotContain("Exception");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheKnownOnes() {
        int code = commandLine.execute("upp");

        assertThat(code).isNotZero();
        assertThat(err.toString()).contains("upp").contains("up");
    }

    @Test
    void aMistakeIsAnsweredAloneWithWhereTheHelpIs() {
        assertThat(commandLine.execute("apply")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString().lines())
                .containsExactly("Missing required parameter: 'FILE'", "see ./throughline apply --help");
    }

    @Test
    void withoutACommandTheCommandsAreTold() {
        assertThat(commandLine.execute()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("replay", "torture");
    }

    @Test
    void whatAKilledLauncherLeftIsToldWhereNothingRuns() throws IOException {
        var orphan = new ProcessBuilder("sh", "-c", "sleep 60; :", "mark").start();
        try {
            Files.createDirectory(data.resolve("run"));
            Files.write(
                    data.resolve("run/journey.pid"),
                    List.of(
                            Long.toString(orphan.pid()),
                            orphan.info().startInstant().orElseThrow().toString(),
                            "mark"));

            assertThat(commandLine.execute("status", "--data", data.toString())).isNotZero();
            assertThat(err.toString())
                    .contains("has left journey-service (process " + orphan.pid() + ") running there")
                    .doesNotContain("name that with --data");
        } finally {
            orphan.descendants().forEach(ProcessHandle::destroyForcibly);
            orphan.destroyForcibly();
        }
    }
}
