package io.throughline.standalone.replay;

import io.throughline.standalone.client.Clients;
import io.throughline.standalone.mapping.BrokenLog;
import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.Mapping;
import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.option.TimeOption;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.report.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./throughline replay} */
@Command(
        name = "replay",
        description = {
            "Takes a log (CSV or XES, also gzipped) through the platform, as a channel system would.",
            "A mapping says how its lines become interactions, journey definitions say what a journey is;",
            "docs/replay.md describes both ways of use and the mapping's form."
        })
public final class ReplayCommand implements Callable<Integer> {

    /** Orchestration is not: nobody is to act on what is past. */
    private static final Set<Part> NEEDED = EnumSet.of(Part.IDENTITY, Part.JOURNEY, Part.MEASUREMENT);

    @Parameters(paramLabel = "FILE", description = "The log.")
    private Path file;

    @Option(names = "--mapping", required = true, paramLabel = "MAPPING", description = "How its lines become interactions.")
    private Path mappingFile;

    @Option(
            names = "--journey",
            paramLabel = "DEFINITION",
            description = "A journey definition; may be given several times (usually: those that the mapping names).")
    private List<Path> journeys = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "What the clock shows in the end, with --once; what occurred later is rejected"
                    + " (usually: when the last accepted interaction occurred).")
    private Instant asOf;

    @Option(
            names = "--once",
            description = "Start what is needed on data of its own, replay, report and stop. Without it the log goes to the"
                    + " running platform, whose clock shows the time of day: all that is in the log is past, and late.")
    private boolean once;

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the report to OUT, for programs.")
    private Path json;

    @Mixin
    private RunningPlatform running;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        checkUsage();
        OutputFile.check(json);
        var out = command.commandLine().getOut();
        var log = readable(file, "log");
        try {
            var mapping = MappingReader.read(readable(mappingFile, "mapping"));
            var definitions = definitions(mapping);
            Replay.check(mapping, new LogFile(log), definitions);
            var report = report(mapping, new LogFile(log), definitions, out);
            ReportText.of(report).forEach(out::println);
            if (json != null) {
                ReportJson.write(report, json);
            }
            if (report.interactions() == 0) {
                out.println("nothing was accepted");
            }
            out.flush();
            return report.interactions() == 0 ? ExitCode.SOFTWARE : ExitCode.OK;
        } catch (MappingProblems problems) {
            throw new PlatformException(problems.getMessage(), problems);
        }
    }

    /** What cannot be meant is told before anything else. */
    private void checkUsage() {
        if (asOf != null && !once) {
            throw misused("--as-of goes with --once: the clock of a running platform shows the time of day");
        }
        if (once && running.isNamed()) {
            throw misused("--data names a running platform, and --once starts one on data of its own: give one of them");
        }
    }

    private ParameterException misused(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private ReplayReport report(Mapping mapping, LogFile log, List<Path> definitions, PrintWriter out)
            throws IOException, MappingProblems {
        if (once) {
            try (var platform = TemporaryPlatform.start(NEEDED, Map.of(), out)) {
                var time = new Replay.Time.Replayed(
                        Optional.ofNullable(asOf).orElseGet(Instant::now), Optional.ofNullable(asOf));
                return run(platform.clients(), mapping, log, definitions, time);
            }
        }
        var found = running.find("start one with ./throughline up, or replay on data of its own with --once");
        out.println("replaying to the running platform, to which all of the log is past, and late");
        out.flush();
        try (var clients = Clients.connect(found.ports())) {
            return run(clients, mapping, log, definitions, new Replay.Time.Live());
        } catch (BrokenLog broken) {
            throw new PlatformException(
                    broken.getMessage() + "; lines before that may have been sent already, and the platform keeps them:"
                            + " replay the whole file, and each of them counts once",
                    broken);
        }
    }

    private static ReplayReport run(
            Clients clients, Mapping mapping, LogFile log, List<Path> definitions, Replay.Time time)
            throws IOException, MappingProblems {
        try (var _ = Progress.of(log)) {
            return new Replay(clients, mapping, log).run(definitions, time);
        }
    }

    private List<Path> definitions(Mapping mapping) {
        var definitions = journeys.isEmpty() ? mapping.journeys() : journeys;
        if (definitions.isEmpty()) {
            throw new PlatformException("no journey definition: name one with --journey, or in " + mappingFile
                    + " with `journeys: [name.journey.yaml]`");
        }
        definitions.forEach(definition -> readable(definition, "journey definition"));
        return definitions;
    }

    private static Path readable(Path path, String what) {
        if (Files.isDirectory(path)) {
            throw new PlatformException(path + " is a folder, and the " + what + " is a file");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new PlatformException("there is no " + what + " " + path + " that can be read");
        }
        return path;
    }
}
