package io.throughline.standalone.platform;

import java.time.Duration;
import java.util.function.Consumer;

/** What a launcher that was killed has left running. */
final class Orphans {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Orphans() {}

    /** Stops the parts that run on {@code data}, which this process holds; PostgreSQL last. */
    static void stop(DataFolder data, PostgresBinaries binaries, Consumer<String> narrator) {
        for (var service : Part.services()) {
            ProcessRecord.read(data.record(service)).flatMap(ProcessRecord::find).ifPresent(orphan -> {
                tell(service, orphan, narrator);
                orphan.destroy();
                if (!Waiting.until(PATIENCE, () -> !orphan.isAlive())) {
                    orphan.destroyForcibly();
                }
            });
        }
        PostgresCluster.postmaster(data.cluster()).ifPresent(orphan -> {
            tell(Part.POSTGRESQL, orphan, narrator);
            PostgresCluster.stopOrphan(data.cluster(), binaries);
        });
    }

    private static void tell(Part part, ProcessHandle orphan, Consumer<String> narrator) {
        narrator.accept("stopping the %s (process %d) that an earlier launcher left behind"
                .formatted(part.title(), orphan.pid()));
    }
}
