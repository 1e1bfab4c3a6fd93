package io.throughline.standalone.command;

import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.PlatformException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./throughline apply FILE...} */
@Command(
        name = "apply",
        description = {
            "Applies journey definitions and policies to the running platform.",
            "Journeys come before policies. What is in force already stays as it is. Mistakes are told by file and line; a file",
            "with a mistake is not applied, and keeps no other from being applied."
        })
public final class ApplyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "*.journey.yaml or *.policy.yaml; any other name is judged by what the file holds.")
    private List<Path> files;

    @Override
    public Integer call() {
        int failed = 0;
        try (var clients = Clients.connect(running.find().ports())) {
            var application = new Application(clients);
            for (var file : Application.inOrder(files)) {
                try {
                    command.commandLine().getOut().println(application.apply(file));
                } catch (PlatformException mistake) {
                    command.commandLine().getErr().println(mistake.getMessage());
                    failed++;
                }
            }
        }
        return failed == 0 ? 0 : 1;
    }
}
