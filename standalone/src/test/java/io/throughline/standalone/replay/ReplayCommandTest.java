package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.platform.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a platform that runs, found by its data folder. */
class ReplayCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private FakePlatform platform;
    private DataFolder data;

    @BeforeEach
    void run() throws IOException {
        platform = FakePlatform.start();
        data = DataFolder.hold(folder.resolve("data"), platform.ports());
        Files.writeString(folder.resolve("order.journey.yaml"), "name: order\n");
        Files.writeString(folder.resolve("shop.mapping.yaml"), """
                mapping: shop
                journeys: [order.journey.yaml]
                occurred_at: time
                identifiers: {crm: who}
                channel: {constant: web}
                touchpoint: what
                """);
    }

    @AfterEach
    void stop() {
        data.close();
        platform.close();
    }

    @Test
    void whatIsAcceptedGoesToThePlatformOfTheDataFolder() throws IOException {
        assertThat(replay("who,time,what\na,2012-01-01,order\nb,,order\n")).isEqualTo(CommandLine.ExitCode.OK);
        assertThat(platform.recorded).hasSize(1);
        assertThat(out.toString()).contains("1 accepted, 1 rejected");
        assertThat(folder.resolve("out.json")).content().contains("\"interactions\" : 1");
    }

    @Test
    void aReplayOfWhichNothingIsAcceptedFailsAndReportsWhy() throws IOException {
        assertThat(replay("who,time,what\na,01/02/2012,order\nb,03/02/2012,order\n"))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(out.toString())
                .contains("0 accepted, 2 rejected")
                .contains("occurred_at: is not a time in the mapping's format (lines 2, 3; line 2 has \"01/02/2012\")")
                .contains("nothing was accepted");
        assertThat(folder.resolve("out.json")).content().contains("\"line_numbers\" : [ 2, 3 ]");
    }

    private int replay(String log) throws IOException {
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out, true))
                .execute(
                        Files.writeString(folder.resolve("log.csv"), log).toString(),
                        "--mapping",
                        folder.resolve("shop.mapping.yaml").toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--json",
                        folder.resolve("out.json").toString());
    }
}
