package io.throughline.standalone.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformSettings;
import io.throughline.standalone.platform.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service that follows another's feed exports how far it is behind. */
class FollowersMeasuredIT {

    /** On a busy machine a service was seen to tell its metrics three times in a minute only. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final List<ReceivedGauge> FOLLOWERS = Stream.of(
                    new ReceivedGauge(Part.JOURNEY.title(), "", "", "identity.customers", 0),
                    new ReceivedGauge(Part.MEASUREMENT.title(), "", "", "journeys", 0),
                    new ReceivedGauge(Part.MEASUREMENT.title(), "", "", "customers", 0),
                    new ReceivedGauge(Part.ORCHESTRATION.title(), "", "", "journey", 0))
            .flatMap(follower -> Stream.of(
                    new ReceivedGauge(
                            follower.service(), "throughline.feed.follower.lag", "{row}", follower.feed(), 0),
                    new ReceivedGauge(
                            follower.service(), "throughline.feed.follower.delay", "s", follower.feed(), 0)))
            .toList();

    @TempDir
    private Path data;

    @Test
    void eachFollowerTellsItsLag() {
        var installation = Installation.locate();
        assumeTrue(
                Part.services().stream().allMatch(installation::isBuilt), "skipped: the services are not built");
        try (var receiver = new OtlpReceiver();
                var _ = Platform.start(installation, measured(receiver), line -> {})) {
            var gauges = receiver.awaitGauges(PATIENCE, received -> received.containsAll(FOLLOWERS));

            assertThat(gauges).as(() -> "what orchestration-service logged: " + log("orchestration-service")).containsAll(FOLLOWERS);
        }
    }

    private String log(String service) {
        try {
            return Files.readString(data.resolve("logs").resolve(service + ".log"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    private PlatformSettings measured(OtlpReceiver receiver) {
        return PlatformSettings.of(data, Ports.free())
                .withServiceSettings(Map.of(
                        "QUARKUS_OTEL_SDK_DISABLED", "false",
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
                        "QUARKUS_OTEL_METRIC_EXPORT_INTERVAL", "500ms"));
    }
}
