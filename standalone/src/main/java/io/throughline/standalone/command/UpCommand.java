package io.throughline.standalone.command;

import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.platform.PlatformSettings;
import io.throughline.standalone.report.ScorecardTable;
import io.throughline.standalone.report.Whereabouts;
import io.throughline.standalone.sample.Sample;
import io.throughline.standalone.sample.SamplePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./throughline up} */
@Command(
        name = "up",
        description = {
            "Starts PostgreSQL and the four services on this machine and serves until Ctrl-C.",
            "The first time, the sample journeys and policies are applied and simulated customers are replayed."
        })
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private PlatformOptions options;

    @Option(names = "--no-sample", description = "Start without the sample: no journeys, no policies, no customers.")
    private boolean withoutSample;

    @Option(
            names = "--customers",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "2500",
            description = "How many customers the sample has (usually: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--days",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "150",
            description = "How many days the sample covers, the last one being today (usually: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "25",
            description = "Another seed makes another sample (usually: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        var installation = Installation.locate();
        var data = options.data(installation);
        var out = command.commandLine().getOut();
        try (var platform = Platform.start(installation, PlatformSettings.of(data, options.ports()), out::println)) {
            if (!withoutSample) {
                simulate(installation, data, platform, out);
            }
            out.println();
            out.println(ScorecardTable.of(ScorecardTable.read(platform.clients()), options.forOthers(installation)));
            out.println(Whereabouts.of(platform.ports(), data, SamplePlan.read(data).isPresent()));
            out.flush();
            new CountDownLatch(1).await(); // until Ctrl-C, which the platform hears of itself
        }
        return 0;
    }

    private void simulate(Installation installation, Path data, PlatformHandle platform, PrintWriter out) {
        var usual = SamplePlan.endingAt(Instant.now(), seed, customers, days);
        var plan = SamplePlan.read(data).orElse(usual);
        if (plan.finished()) {
            out.println("found the data of before; the sample is not replayed again");
        } else {
            new Sample(installation, platform.clients(), out).load(plan, data);
        }
    }
}
