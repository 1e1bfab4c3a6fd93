package io.throughline.standalone.command;

import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
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
        try (var clients = Clients.connect(running.find().ports())) {
            var application = new Application(clients);
            return FileByFile.run(command.commandLine(), Application.inOrder(files), application::apply);
        }
    }
}
