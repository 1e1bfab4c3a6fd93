package io.throughline.standalone;

import io.throughline.standalone.bench.BenchCommand;
import io.throughline.standalone.command.ApplyCommand;
import io.throughline.standalone.command.ConformanceCommand;
import io.throughline.standalone.command.DiffCommand;
import io.throughline.standalone.command.DiscoverCommand;
import io.throughline.standalone.command.ExplainCommand;
import io.throughline.standalone.command.JourneysCommand;
import io.throughline.standalone.command.MigrateCommand;
import io.throughline.standalone.command.PreviewCommand;
import io.throughline.standalone.command.StatusCommand;
import io.throughline.standalone.command.TestCommand;
import io.throughline.standalone.command.UpCommand;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.replay.ReplayCommand;
import io.throughline.standalone.torture.TortureCommand;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

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
            DiffCommand.class,
            JourneysCommand.class,
            ExplainCommand.class,
            PreviewCommand.class,
            MigrateCommand.class,
            DiscoverCommand.class,
            ConformanceCommand.class,
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
                .setParameterExceptionHandler((mistake, _) -> correct(mistake))
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
    }

    /** Only the mistake: the help of a command is long, and whoever wants it can have it. */
    private static int correct(ParameterException mistake) {
        var command = mistake.getCommandLine();
        var err = command.getErr();
        if (command.getParseResult() != null && command.getParseResult().originalArgs().isEmpty()) {
            command.usage(err);
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        err.println(command.getColorScheme().errorText(message(mistake)));
        if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("see ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String message(ParameterException mistake) {
        var command = mistake.getCommandLine();
        return mistake instanceof UnmatchedArgumentException unmatched && command.getParent() == null
                ? "there is no command " + unmatched.getUnmatched().getFirst() + "; commands are "
                        + String.join(", ", command.getSubcommands().keySet())
                : mistake.getMessage();
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
        if (failure instanceof IOException file) {
            command.getErr().println(command.getColorScheme().errorText(sentence(file)));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** Java words some of these by the file's name alone. */
    private static String sentence(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case CharacterCodingException _ -> "a file is not written in the encoding that it is read in (UTF-8)";
            case EOFException _ -> "a file ends too early; is it a whole gzip file?";
            default -> failure.getMessage();
        };
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
