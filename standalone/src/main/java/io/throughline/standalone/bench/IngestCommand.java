package io.throughline.standalone.bench;

import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.platform.Installation;
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

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, SQLException {
        OutputFile.check(json);
        var out = command.commandLine().getOut();
        try (var temporary = TemporaryPlatform.start(Set.of(), NoCheckpoint.SETTINGS, out)) {
            var bench = new IngestBench(
                    temporary.platform(), Installation.locate(), IngestBench.workload(seed, interactions), line -> {
                        out.println(line);
                        out.flush();
                    });
            var result = bench.measure();
            out.println();
            IngestReport.text(result).forEach(out::println);
            out.flush();
            if (json != null) {
                IngestReport.write(result, json);
            }
            return result.tooLarge().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
