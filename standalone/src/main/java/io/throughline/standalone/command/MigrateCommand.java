package io.throughline.standalone.command;

import io.throughline.journey.v1.ListMigrationsRequest;
import io.throughline.journey.v1.MigrateJourneysRequest;
import io.throughline.journey.v1.Migration;
import io.throughline.journey.v1.WithdrawMigrationRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.option.TimeOption;
import io.throughline.standalone.option.WholeNumber;
import io.throughline.standalone.report.MigrationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./throughline migrate NAME} */
@Command(
        name = "migrate",
        description = {
            "Lets running journeys follow another version of their definition, or takes that back.",
            "Without --to and --withdraw it tells which migrations there are. Journeys are brought up to it in the background."
        })
public final class MigrateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Parameters(paramLabel = "NAME", description = "The definition's name.")
    private String definition;

    @ArgGroup
    private Change change;

    /** One or the other. */
    static final class Change {

        @ArgGroup(exclusive = false)
        Move move;

        @Option(
                names = "--withdraw",
                required = true,
                paramLabel = "ID",
                converter = WholeNumber.Positive.class,
                description = "Take this migration back: journeys come to be as they would be without it.")
        Integer withdraw;
    }

    static final class Move {

        @Option(
                names = "--to",
                required = true,
                paramLabel = "VERSION",
                converter = WholeNumber.Positive.class,
                description = "Journeys that are under way follow VERSION from then on; it may be an earlier one.")
        int to;

        @Option(
                names = "--from",
                paramLabel = "VERSION",
                converter = WholeNumber.Positive.class,
                description = "Only those that follow VERSION; may be given several times (usually: all).")
        List<Integer> from = List.of();

        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = TimeOption.class,
                description = "From TIME on (usually: what the platform's clock shows).")
        Instant at;
    }

    @Override
    public Integer call() {
        try (var clients = Clients.connect(running.find().ports())) {
            var out = command.commandLine().getOut();
            out.print(answer(clients));
            out.flush();
        }
        return 0;
    }

    private String answer(Clients clients) {
        if (change == null) {
            return MigrationReport.of(read(clients));
        }
        if (change.move != null) {
            var answer = Question.ask(() -> clients.migrations().migrateJourneys(request(change.move)));
            return MigrationReport.of(answer.getMigration(), answer.getUnchanged());
        }
        var request = WithdrawMigrationRequest.newBuilder().setDefinition(definition).setMigrationId(change.withdraw).build();
        var answer = Question.ask(() -> clients.migrations().withdrawMigration(request));
        return MigrationReport.of(answer.getMigration(), answer.getUnchanged());
    }

    private MigrateJourneysRequest request(Move move) {
        var request = MigrateJourneysRequest.newBuilder()
                .setDefinition(definition)
                .setVersion(move.to)
                .addAllFromVersions(move.from);
        Optional.ofNullable(move.at).map(Question::time).ifPresent(request::setAt);
        return request.build();
    }

    private List<Migration> read(Clients clients) {
        var migrations = new ArrayList<Migration>();
        var request = ListMigrationsRequest.newBuilder().setDefinition(definition);
        do {
            var page = Question.ask(() -> clients.migrations().listMigrations(request.build()));
            migrations.addAll(page.getMigrationsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return migrations;
    }
}
