package io.throughline.standalone.command;

import io.grpc.StatusRuntimeException;
import io.throughline.journey.v1.PreviewCoverage;
import io.throughline.journey.v1.PreviewDefinitionRequest;
import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.option.RunningPlatform;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.report.PreviewReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./throughline preview FILE} */
@Command(
        name = "preview",
        description = {
            "Folds what is recorded through a journey definition that is not applied.",
            "Tells how states, times, moments of truth and signals would change, with examples. Nothing is applied."
        })
public final class PreviewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunningPlatform running;

    @Parameters(paramLabel = "FILE", description = "*.journey.yaml")
    private Path file;

    @Option(
            names = "--as-applied",
            description = {
                "Only for the journeys that would follow it if it were applied now",
                "(usually: as if all journeys of the past had followed it)."
            })
    private boolean asApplied;

    @Option(
            names = "--migrated",
            description = "As --as-applied, and as if the journeys under way were migrated to it besides (see migrate).")
    private boolean migrated;

    @Override
    public Integer call() {
        var request = PreviewDefinitionRequest.newBuilder()
                .setYaml(Application.journey(file))
                .setCoverage(coverage())
                .build();
        try (var clients = Clients.connect(running.find().ports())) {
            var answer = LongQuestion.ask(
                    () -> clients.previews().previewDefinition(request),
                    message -> message.hasProgress() ? Optional.of(message.getProgress()) : Optional.empty(),
                    command.commandLine().getErr());
            var out = command.commandLine().getOut();
            out.print(PreviewReport.of(answer.getPreview()));
            out.flush();
        } catch (PlatformException failure) {
            throw failure.getCause() instanceof StatusRuntimeException refused
                    ? Application.explained(file, refused)
                    : failure;
        }
        return 0;
    }

    private PreviewCoverage coverage() {
        if (migrated) {
            return PreviewCoverage.PREVIEW_COVERAGE_MIGRATED;
        }
        return asApplied ? PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED : PreviewCoverage.PREVIEW_COVERAGE_PAST;
    }
}
