package io.throughline.standalone.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./throughline bench} */
@Command(
        name = "bench",
        description = "Measures the platform on this machine.",
        subcommands = {IngestCommand.class, ContextCommand.class})
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "say what to measure");
    }
}
