package io.throughline.standalone;

import io.throughline.standalone.bench.BenchCommand;
import io.throughline.standalone.command.ApplyCommand;
import io.throughline.standalone.command.StatusCommand;
import io.throughline.standalone.command.TestCommand;
import io.throughline.standalone.command.UpCommand;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.replay.ReplayCommand;
import io.throughline.standalone.torture.TortureCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line: {@code ./throughline COMMAND}. */
@Command(
        name = "throughline",
        description = {"Customer journey management on one machine.", ""},
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Throughline 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            ReplayCommand.class,
            ApplyCommand.class,
            StatusCommand.class,
            BenchCommand.class,
            TortureCommand.class,
            TestCommand.class
        })
public final class Throughline {

    private Throughline() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Throughline())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
    }

    /** What a person can do something about is said in a sentence; anything else is a fault of ours and shows its trace. */
    private static int explain(Exception failure, CommandLine command) throws Exception {
        if (isExiting()) {
            return CommandLine.ExitCode.OK; // Ctrl-C; what was under way breaks off
        }
        if (failure instanceof PlatformException explained) {
            command.getErr().println(command.getColorScheme().errorText(explained.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static boolean isExiting() {
        try {
            var probe = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException exiting) {
            return true;
        }
    }
}
