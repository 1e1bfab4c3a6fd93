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

/** {@code ./throughline diff FILE...} */
@Command(
        name = "diff",
        description = {
            "Says in words what journey definitions would change on the running platform.",
            "Nothing is applied. Mistakes are told as by apply."
        })
public final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "*.journey.yaml")
    private List<Path> files;

    @Override
    public Integer call() {
        try (var clients = Clients.connect(running.find().ports())) {
            var application = new Application(clients);
            return FileByFile.run(command.commandLine(), files, application::compare);
        }
    }
}
