package io.throughline.standalone.command;

import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.LifecycleStage;
import io.throughline.journey.v1.ListJourneysRequest;
import io.throughline.journey.v1.ListJourneysResponse;
import io.throughline.journey.v1.SignalKind;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.report.JourneyTable;
import io.throughline.standalone.report.MessageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./throughline journeys} */
@Command(
        name = "journeys",
        description = {
            "Lists journeys, the latest begun first.",
            "Of several options, everything has to hold; of one that is given several times, one of its values."
        })
public final class JourneysCommand implements Callable<Integer> {

    private static final int LARGEST_PAGE = 1_000;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = KindOption.State.class,
            description = "They are active, stalled, achieved, abandoned or exited.")
    private List<JourneyState> states = List.of();

    @Option(
            names = "--signal",
            paramLabel = "SIGNAL",
            converter = KindOption.Signal.class,
            description = "In them was noticed inaction, repeat, loop, ping_pong, error, negative_feedback, over_target or handover.")
    private List<SignalKind> signals = List.of();

    @Option(names = "--definition", paramLabel = "NAME", defaultValue = "", description = "They follow this definition.")
    private String definition;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            defaultValue = "",
            description = "They are in this stage of their definition; name that with --definition.")
    private String stage;

    @Option(
            names = "--lifecycle-stage",
            paramLabel = "STAGE",
            converter = KindOption.Lifecycle.class,
            description = "Their definition belongs to this part of the life with a customer, such as support.")
    private LifecycleStage lifecycleStage;

    @Option(
            names = "--owner",
            paramLabel = "OWNER",
            defaultValue = "",
            description = "OWNER answers for their definition.")
    private String owner;

    @Option(names = "--customer", paramLabel = "ID", defaultValue = "", description = "They are those of this customer.")
    private String customer;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = WholeNumber.Positive.class,
            description = "Tell N at most (usually: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Tell all of each journey, as rpc ListJourneys does.")
    private boolean json;

    @Override
    public Integer call() {
        try (var clients = Clients.connect(running.find().ports())) {
            var journeys = new ArrayList<Journey>();
            var next = read(clients, journeys);
            var out = command.commandLine().getOut();
            out.print(
                    json
                            ? MessageJson.of(ListJourneysResponse.newBuilder()
                                    .addAllJourneys(journeys)
                                    .setNextPageToken(next))
                            : JourneyTable.of(journeys, !next.isEmpty()));
            out.flush();
        }
        return 0;
    }

    /** Reads pages into {@code journeys} until there are enough; where the next one would begin, empty at the end of the list. */
    private String read(Clients clients, List<Journey> journeys) {
        var request = request();
        do {
            request.setPageSize(Math.min(LARGEST_PAGE, limit - journeys.size()));
            var page = Question.ask(() -> clients.journeys().listJourneys(request.build()));
            journeys.addAll(page.getJourneysList());
            request.setPageToken(page.getNextPageToken());
        } while (journeys.size() < limit && !request.getPageToken().isEmpty());
        return request.getPageToken();
    }

    private ListJourneysRequest.Builder request() {
        var request = ListJourneysRequest.newBuilder()
                .addAllStates(states)
                .addAllSignals(signals)
                .setDefinition(definition)
                .setStage(stage)
                .setOwner(owner)
                .setCustomerId(customer);
        Optional.ofNullable(lifecycleStage).ifPresent(request::setLifecycleStage);
        return request;
    }
}
