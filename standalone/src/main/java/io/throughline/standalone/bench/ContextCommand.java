package io.throughline.standalone.bench;

import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.replay.TemporaryPlatform;
import io.throughline.standalone.report.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./throughline bench context} */
@Command(
        name = "context",
        description = {
            "Measures how long the whole context of a customer takes.",
            "GetCustomerContext is asked in turn with GetJourney, which reads one row by its key from the same database: both at",
            "the same rate, whether or not earlier answers are there, and each timed from when it was due to be sent. Runs on data",
            "of its own. Fails when the 99th percentile of the context is twice that of the row or more."
        })
public final class ContextCommand implements Callable<Integer> {

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the figures to OUT, for programs.")
    private Path json;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of what happened (usually: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--interactions",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "40000",
            description = "How many have happened, to a tenth as many customers (usually: ${DEFAULT-VALUE}).")
    private int interactions;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "200",
            description = "How many of each are asked a second (usually: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "30",
            description = "How long it is measured (usually: ${DEFAULT-VALUE}); half as long before, unmeasured.")
    private int seconds;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        OutputFile.check(json);
        var out = command.commandLine().getOut();
        try (var temporary = TemporaryPlatform.start(Set.of(), Map.of(), out)) {
            var bench = new ContextBench(
                    temporary.platform(), Installation.locate(), IngestBench.workload(seed, interactions), line -> {
                        out.println(line);
                        out.flush();
                    });
            var result = bench.measure(rate, Duration.ofSeconds(seconds));
            out.println();
            ContextReport.text(result).forEach(out::println);
            out.flush();
            if (json != null) {
                ContextReport.write(result, json);
            }
            return result.isFast() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
