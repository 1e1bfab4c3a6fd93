package io.throughline.standalone.command;

import io.throughline.journey.v1.DiscoverDefinitionRequest;
import io.throughline.journey.v1.DiscoveredDefinition;
import io.throughline.journey.v1.InteractionChoice;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.option.TimeOption;
import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.report.DiscoveryReport;
import io.throughline.standalone.report.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./throughline discover} */
@Command(
        name = "discover",
        description = {
            "Proposes a journey definition from what belongs to no journey.",
            "Tells how cases went, and writes a draft that a person looks through before applying it."
        })
public final class DiscoverCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Option(
            names = "--correlate-by",
            paramLabel = "ATTRIBUTE",
            defaultValue = "",
            description = "What one customer did with the same value of ATTRIBUTE is a case (usually: all that a customer did).")
    private String correlateBy;

    @Option(names = "--all", description = "Look at what belongs to journeys too.")
    private boolean all;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Only what occurred at TIME or later.")
    private Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Only what occurred before TIME.")
    private Instant until;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Name of the proposed definition (usually: discovered).")
    private String name;

    @Option(
            names = "--variants",
            paramLabel = "N",
            defaultValue = "10",
            converter = WholeNumber.Positive.class,
            description = "How many ways of cases, and of pairs, to show (usually: ${DEFAULT-VALUE}).")
    private int variants;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the draft to FILE, by custom NAME.journey.yaml (usually: shown below the figures).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        OutputFile.check(out);
        try (var clients = Clients.connect(running.find().ports())) {
            var request = request();
            var answer = LongQuestion.ask(
                    () -> clients.discovery().discoverDefinition(request),
                    message -> message.hasProgress() ? Optional.of(message.getProgress()) : Optional.empty(),
                    command.commandLine().getErr());
            return tell(answer.getDiscovered()) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private DiscoverDefinitionRequest request() {
        var request = DiscoverDefinitionRequest.newBuilder()
                .setCorrelateBy(correlateBy)
                .setName(name)
                .setVariants(variants)
                .setPairs(variants)
                .setChoice(all ? InteractionChoice.INTERACTION_CHOICE_ALL : InteractionChoice.INTERACTION_CHOICE_UNCLAIMED);
        Optional.ofNullable(from).map(Question::time).ifPresent(request::setFrom);
        Optional.ofNullable(until).map(Question::time).ifPresent(request::setUntil);
        return request.build();
    }

    /** Whether anything is proposed. */
    private boolean tell(DiscoveredDefinition found) throws IOException {
        PrintWriter told = command.commandLine().getOut();
        told.print(DiscoveryReport.of(found));
        told.println();
        if (found.getYaml().isEmpty()) {
            told.println("nothing can be proposed" + (out == null ? "" : "; " + out + " was not written"));
        } else if (out == null) {
            told.print(found.getYaml());
        } else {
            Files.writeString(out, found.getYaml());
            told.println("the draft stands in " + out + "; look through it, then ./throughline apply " + out);
        }
        told.flush();
        return !found.getYaml().isEmpty();
    }
}
