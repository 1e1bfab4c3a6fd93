package io.throughline.standalone.torture;

import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.option.WholeNumber;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./throughline torture} */
@Command(
        name = "torture",
        description = {
            "Replays made-up customers while services and PostgreSQL are killed at random.",
            "What came of it is compared with an undisturbed replay. Runs on data of its own."
        })
public final class TortureCommand implements Callable<Integer> {

    @Option(
            names = "--kills",
            required = true,
            paramLabel = "N",
            converter = WholeNumber.NotNegative.class,
            description = "How often something is killed.")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats a run (usually: another each time; it is printed).")
    private Long seed;

    @Option(
            names = "--interactions",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            defaultValue = "20000",
            description = "How many are replayed (usually: ${DEFAULT-VALUE}).")
    private int interactions;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, MappingProblems, InterruptedException {
        var out = command.commandLine().getOut();
        long told = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
        out.println("seed " + told);
        var outcome = new Torture(new Story(told, interactions), out).run(kills);
        if (outcome.differences().isEmpty()) {
            out.println("%,d journeys, %,d customers (%,d of them fell apart) and %,d actions are the same after %d kills (seed %d)"
                    .formatted(
                            outcome.journeys(),
                            outcome.customers(),
                            outcome.parted(),
                            outcome.actions(),
                            outcome.killed(),
                            told));
            return ExitCode.OK;
        }
        outcome.differences().stream().limit(5).forEach(out::println);
        out.println("%d differences after %d kills; --seed %d repeats it"
                .formatted(outcome.differences().size(), outcome.killed(), told));
        return ExitCode.SOFTWARE;
    }
}
