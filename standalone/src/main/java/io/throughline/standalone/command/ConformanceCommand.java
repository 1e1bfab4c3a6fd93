package io.throughline.standalone.command;

import io.throughline.journey.v1.CheckConformanceRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.report.ConformanceReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./throughline conformance NAME} */
@Command(
        name = "conformance",
        description = {
            "Compares the journeys of a definition with how they were designed.",
            "Tells moments that were not reached, rules that never matched, what nobody mapped, and what came in another order."
        })
public final class ConformanceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Parameters(paramLabel = "NAME", description = "The definition's name.")
    private String definition;

    @Option(
            names = "--of-version",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            description = "Only the journeys that follow this version (usually: all, version by version).")
    private Integer version;

    @Override
    public Integer call() {
        var request = CheckConformanceRequest.newBuilder().setDefinition(definition);
        Optional.ofNullable(version).ifPresent(request::setVersion);
        try (var clients = Clients.connect(running.find().ports())) {
            var answer = LongQuestion.ask(
                    () -> clients.conformance().checkConformance(request.build()),
                    message -> message.hasProgress() ? Optional.of(message.getProgress()) : Optional.empty(),
                    command.commandLine().getErr());
            var out = command.commandLine().getOut();
            out.print(ConformanceReport.of(answer.getConformance()));
            out.flush();
        }
        return 0;
    }
}
