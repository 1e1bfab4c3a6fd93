package io.throughline.standalone.command;

import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.report.StatusReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./throughline status} */
@Command(
        name = "status",
        description = "Tells whether a platform runs, on which ports, how far its followers are, and how much memory it takes.")
public final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Override
    public Integer call() {
        var found = running.find();
        try (var clients = Clients.connect(found.ports())) {
            var out = command.commandLine().getOut();
            out.print(new StatusReport(found, running.data(), clients).text());
            out.flush();
        }
        return 0;
    }
}
