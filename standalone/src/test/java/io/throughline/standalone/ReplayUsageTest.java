package io.throughline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code ./throughline replay} says before anything is started or sent. */
class ReplayUsageTest {

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeALogItsMappingAndItsDefinition() throws IOException {
        write("log.csv", "who,time,what\na,2012-01-01,order\n");
        write("log.mapping.yaml", """
                mapping: shop
                occurred_at: time
                identifiers: {crm: who}
                channel: {constant: web}
                touchpoint: what
                """);
        write("order.journey.yaml", "name: order\n");
    }

    @Test
    void withoutAPlatformItIsSaidAtOnceWhatToDo() {
        assertThat(replay("--data", folder.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString())
                .contains("no platform runs on " + folder)
                .contains("./throughline up")
                .contains("--once")
                .doesNotContain("Exception");
    }

    @Test
    void anAsOfWithoutOnceIsAUsageErrorWhateverElseIsWrong() throws IOException {
        Files.delete(folder.resolve("log.csv"));

        assertThat(replay("--as-of", "2012-01-01")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--as-of goes with --once");
    }

    @Test
    void aPlatformsDataWithOnceIsAUsageError() {
        assertThat(replay("--once", "--data", folder.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--data").contains("--once");
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldBeforeAnythingElse() throws IOException {
        Files.delete(folder.resolve("log.csv"));

        assertThat(replay("--json", folder.resolve("none/out.json").toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(replay("--json", folder.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString())
                .contains("there is no folder " + folder.resolve("none"))
                .contains(folder + ": it is a folder");
    }

    @Test
    void aDefinitionThatTheMappingCannotServeIsToldBeforeAPlatformIsLookedFor() throws IOException {
        write("order.journey.yaml", "name: order\ncorrelate_by: case_id\n");

        assertThat(replay("--data", folder.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("order.journey.yaml:2:").doesNotContain("no platform runs");
    }

    @Test
    void aMappingThatIsNoneIsToldInOneSentence() throws IOException {
        write("log.mapping.yaml", "name: order\ntitle: Order\nentry: [{touchpoint: order}]\nachieved: [{touchpoint: paid}]\n");
        assertThat(replay("--once")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString().lines())
                .containsExactly(folder.resolve("log.mapping.yaml")
                        + ":1: is a journey definition and not a mapping; --journey takes it, and --mapping a mapping");
    }

    @Test
    void aMappingThatIsNoTextIsToldByItsName() throws IOException {
        Files.write(folder.resolve("log.mapping.yaml"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThat(replay("--once")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains(folder.resolve("log.mapping.yaml") + ":1: is not a text in UTF-8");
    }

    @Test
    void aFolderIsNoLog() throws IOException {
        Files.delete(folder.resolve("log.csv"));
        Files.createDirectory(folder.resolve("log.csv"));

        assertThat(replay("--once")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains(folder.resolve("log.csv") + " is a folder, and the log is a file");
    }

    @Test
    void aLogThatWasCutOffIsToldByItsName() throws IOException {
        Files.write(folder.resolve("log.csv"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

        assertThat(replay("--once")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains(folder.resolve("log.csv") + " is gzipped and ends too early");
    }

    private int replay(String... options) {
        var arguments = new ArrayList<>(List.of(
                "replay",
                folder.resolve("log.csv").toString(),
                "--mapping",
                folder.resolve("log.mapping.yaml").toString(),
                "--journey",
                folder.resolve("order.journey.yaml").toString()));
        arguments.addAll(List.of(options));
        return Throughline.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
