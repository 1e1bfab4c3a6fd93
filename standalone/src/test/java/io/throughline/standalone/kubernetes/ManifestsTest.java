package io.throughline.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    /** Commands that render a folder, each followed by one that succeeds where it is installed. */
    private static final Map<List<String>, List<String>> RENDERERS = Map.of(
            List.of("kubectl", "kustomize"), List.of("kubectl", "version", "--client"),
            List.of("kustomize", "build"), List.of("kustomize", "version"));

    private static final Path KUBERNETES = Installation.locate().root().resolve("k8s");

    @Test
    void theOverlayRenders() throws IOException, InterruptedException {
        var renderer = RENDERERS.keySet().stream()
                .filter(command -> succeeds(RENDERERS.get(command)))
                .findFirst();
        assumeTrue(renderer.isPresent(), "skipped: neither kubectl nor kustomize");

        var rendered = run(renderer.get(), "overlays/company");

        for (var service : Part.services()) {
            assertThat(rendered)
                    .contains("name: " + service.title())
                    .contains("image: registry.example.com/throughline/" + service.title() + ":0.1.0")
                    .contains("name: " + service.title() + "-database");
        }
        assertThat(rendered).contains("kind: Namespace", "QUARKUS_GRPC_CLIENTS_IDENTITY_HOST: identity-service");
    }

    @Test
    void everyWorkloadIsProbedAndBounded() throws IOException {
        for (var service : Part.services()) {
            var base = Files.readString(KUBERNETES.resolve("base/" + service.title() + "/kubernetes.yml"));

            assertThat(base)
                    .as(service.title())
                    .contains("/q/health/live", "/q/health/ready", "/q/health/started")
                    .contains("memory: 512Mi")
                    .contains("runAsNonRoot: true");
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            return start(command).waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String run(List<String> renderer, String folder) throws IOException, InterruptedException {
        var command = new ArrayList<>(renderer);
        command.add(folder);
        var rendering = start(command);
        var rendered = new String(rendering.getInputStream().readAllBytes());
        assertThat(rendering.waitFor()).as(rendered).isZero();
        return rendered;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(KUBERNETES.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
