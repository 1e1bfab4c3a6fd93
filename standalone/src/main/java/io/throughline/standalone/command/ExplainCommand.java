package io.throughline.standalone.command;

import io.throughline.journey.v1.ExplainJourneyRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.option.TimeOption;
import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.report.ExplanationReport;
import io.throughline.standalone.report.MessageJson;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./throughline explain JOURNEY} */
@Command(
        name = "explain",
        description = {
            "Tells why a journey is in its state, and what it waits for until when.",
            "Shows what occurred to it, by which rules that belongs to it, and what silence brought."
        })
public final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Parameters(paramLabel = "JOURNEY", description = "The journey's id; ./throughline journeys tells ids.")
    private String journey;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "As it was at TIME, over what is known now (usually: what the platform's clock shows).")
    private Instant asOf;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100",
            converter = WholeNumber.Positive.class,
            description = "Show the latest N events, at most 1,000 (usually: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--json", description = "Tell all of it, as rpc ExplainJourney does.")
    private boolean json;

    @Override
    public Integer call() {
        var request = ExplainJourneyRequest.newBuilder().setJourneyId(journey).setLatestEvents(events);
        Optional.ofNullable(asOf).map(Question::time).ifPresent(request::setAsOf);
        try (var clients = Clients.connect(running.find().ports())) {
            var explained = Question.ask(() -> clients.journeys().explainJourney(request.build()));
            var out = command.commandLine().getOut();
            out.print(json ? MessageJson.of(explained) : ExplanationReport.of(explained));
            out.flush();
        }
        return 0;
    }
}
