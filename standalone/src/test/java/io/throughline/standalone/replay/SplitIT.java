package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that turns out to be shared says of nobody any more who it is: a customer that it had joined falls apart. */
class SplitIT {

    private static final String LOG = """
            time,cookie,crm
            2024-01-01T10:00:00Z,browser,
            2024-01-01T11:00:00Z,browser,1
            2024-01-01T13:00:00Z,browser,2
            2024-01-01T14:00:00Z,browser,
            """;

    private static final String MAPPING = """
            mapping: shared-browser
            occurred_at: time
            identifiers: {cookie: cookie, crm: crm}
            channel: {constant: web}
            touchpoint: {constant: visit}
            """;

    private static final String DEFINITION = """
            name: visiting
            title: Visit
            goal: See
            lifecycle_stage: consideration
            owner: Web
            stall_after: 14d
            abandon_after: 30d
            entry: [visit]
            achieved: [order]
            """;

    @TempDir
    private Path folder;

    @Test
    void whoever_shared_a_browser_is_counted_and_measured_apart() throws Exception {
        var installation = Installation.locate();
        assumeTrue(Part.services().stream().allMatch(installation::isBuilt), "the services are not built: mvn package");
        var log = new LogFile(Files.writeString(folder.resolve("log.csv"), LOG));
        var definition = Files.writeString(folder.resolve("visiting.journey.yaml"), DEFINITION);
        try (var platform = TemporaryPlatform.start(
                EnumSet.of(Part.IDENTITY, Part.JOURNEY, Part.MEASUREMENT), Map.of(), new PrintWriter(System.out, true))) {
            // One by one, so that the customer is whole before it falls apart.
            var replay = new Replay(platform.clients(), MappingReader.parse(folder.resolve("log"), MAPPING), log, 1);
            var report = replay.run(List.of(definition), new Replay.Time.Replayed(Instant.now(), Optional.empty()));
            assertThat(report.rejections()).isEmpty();
            assertThat(report.customers()).as("the browser, 1 and 2").isEqualTo(3);
            assertThat(report.paths().getJourneys()).isEqualTo(3);
            assertThat(report.paths().getTopVariantsList())
                    .extracting(variant -> List.of(variant.getTouchpointsCount(), (int) variant.getJourneys()))
                    .containsExactlyInAnyOrder(List.of(1, 2), List.of(2, 1));
        }
    }
}
