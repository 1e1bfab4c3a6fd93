package io.throughline.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private static final Path KUBERNETES = Installation.locate().root().resolve("k8s");

    @Test
    void theOverlayRenders() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "skipped: no kubectl");

        var rendered = kustomize("overlays/company");

        for (var service : Part.services()) {
            assertThat(rendered)
                    .contains("name: " + service.title())
                    .contains("image: registry.example.com/throughline/" + service.title() + ":0.1.0")
                    .contains("name: " + service.title() + "-database");
        }
        assertThat(rendered).contains("kind: Namespace").containsPattern("QUARKUS_GRPC_CLIENTS__IDENTITY__HOST");
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

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("kubectl", "version", "--client")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
        } catch (IOException missing) {
            return false;
        }
    }

    private static String kustomize(String folder) throws IOException, InterruptedException {
        var rendering = new ProcessBuilder("kubectl", "kustomize", folder)
                .directory(KUBERNETES.toFile())
                .redirectErrorStream(true)
                .start();
        var rendered = new String(rendering.getInputStream().readAllBytes());
        assertThat(rendering.waitFor()).as(rendered).isZero();
        return rendered;
    }
}
