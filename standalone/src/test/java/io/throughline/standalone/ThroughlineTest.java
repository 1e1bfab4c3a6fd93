package io.throughline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
        assertThat(commandLine.getSubcommands()).containsKeys("up", "replay", "apply", "status", "bench", "torture", "test");
    }

    @Test
    void everyCommandHasHelp() {
        for (var name : commandLine.getSubcommands().keySet()) {
            out.getBuffer().setLength(0);

            assertThat(commandLine.execute(name, "--help")).as(name).isZero();
            assertThat(out.toString()).contains("throughline " + name).contains("--help");
        }
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
}
