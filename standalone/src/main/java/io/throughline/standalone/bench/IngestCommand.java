package io.throughline.standalone.bench;

import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.replay.TemporaryPlatform;
import io.throughline.standalone.report.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./throughline bench ingest} */
@Command(
        name = "ingest",
        description = {
            "Measures how fast interactions are taken in.",
            "That is all the way from gRPC to the feed, and is compared with one COPY of the same rows into a plain table.",
            "Runs on data of its own, with fsync and synchronous_commit on, 2 GB of shared buffers and no checkpoint inside",
            "what is measured. Fails when a service takes 512 MiB of memory or more."
        })
public final class IngestCommand implements Callable<Integer> {

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the figures to OUT, for programs.")
    private Path json;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of what happens (usually: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--interactions",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "200000",
            description = "How many happen, to a tenth as many customers (usually: ${DEFAULT-VALUE}).")
    private int interactions;

    @Option(
            names = "--preload",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            description = {
                "Measure instead how much work an interaction is after N were stored, and after 100,000. N go through the",
                "services first, which takes a while; 5,000,000 take some 10 GB of disk."
            })
    private Integer preload;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, SQLException {
        OutputFile.check(json);
        var out = command.commandLine().getOut();
        try (var temporary = TemporaryPlatform.start(Set.of(), NoCheckpoint.SETTINGS, out)) {
            return preload == null ? speed(temporary.platform()) : growth(temporary.platform());
        }
    }

    private int speed(PlatformHandle platform) throws IOException, SQLException {
        var workload = IngestBench.workload(seed, interactions);
        var result = new IngestBench(platform, Installation.locate(), workload, this::say).measure();
        say("");
        IngestReport.text(result).forEach(this::say);
        if (json != null) {
            IngestReport.write(result, json);
        }
        return result.tooLarge().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int growth(PlatformHandle platform) throws IOException, SQLException {
        var workload = IngestBench.workload(seed, interactions);
        var result = new GrowthBench(platform, Installation.locate(), workload, this::say).measure(preload);
        say("");
        GrowthReport.text(result).forEach(this::say);
        if (json != null) {
            GrowthReport.write(result, json);
        }
        return ExitCode.OK;
    }

    private void say(String line) {
        var out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
