package io.throughline.standalone.bench;

import io.throughline.standalone.bench.Ceiling.Copied;
import io.throughline.standalone.bench.IngestResult.Run;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.PlatformHandle;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures how fast interactions are taken in, against one COPY of the same rows into a plain table, on the same PostgreSQL.
 * Every run begins with empty databases, and with a warm-up of other customers that is not measured.
 */
final class IngestBench {

    /** Connections, each with one batch under way. */
    static final int LANES = 4;

    /** After one, the services' compilers still took a seventh of the processors from what was measured; after four, a twentieth. */
    static final int WARM_UPS = 4;

    /** Copies and runs in turn, whose middles make the ratio; odd. */
    private static final int COMPARED = 3;

    private static final Set<Part> PATH = EnumSet.of(Part.IDENTITY, Part.JOURNEY);
    private static final Set<Part> FOLLOWERS = EnumSet.of(Part.MEASUREMENT, Part.ORCHESTRATION);
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Followers count all that is before them, which takes from what is measured. */
    private static final Duration ASK_FOLLOWERS_EVERY = Duration.ofMillis(250);

    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final PlatformHandle platform;
    private final Installation installation;
    private final Workload workload;
    private final Consumer<String> narrator;
    private final Map<Part, Long> memory = new EnumMap<>(Part.class);

    IngestBench(PlatformHandle platform, Installation installation, Workload workload, Consumer<String> narrator) {
        this.platform = platform;
        this.installation = installation;
        this.workload = workload;
        this.narrator = narrator;
    }

    /** For a seed and a size: {@code interactions} of a tenth as many customers. */
    static Workload workload(long seed, int interactions) {
        return new Workload(seed, interactions, Math.max(1, interactions / 10), START);
    }

    IngestResult measure() throws SQLException, IOException {
        var deliveries = workload.deliveries();
        var rendering = new Rendering("m");
        var copies = new ArrayList<Copied>();
        var compared = new ArrayList<Run>();
        for (int round = 0; round < COMPARED; round++) {
            narrator.accept("the ceiling: one COPY of %,d rows".formatted(workload.distinct()));
            copies.add(Ceiling.measure(platform.administratorJdbcUrl(), deliveries, rendering));
            compared.add(run(deliveries, rendering, 1_000, false));
        }
        var others = List.of(run(deliveries, rendering, 100, false), run(deliveries, rendering, 1_000, true));
        return new IngestResult(workload.seed(), LANES, copies, compared, others, memory);
    }

    private Run run(List<Happening> deliveries, Rendering rendering, int batchSize, boolean followers)
            throws SQLException, IOException {
        narrator.accept("the whole path: batches of %,d, followers %s"
                .formatted(batchSize, followers ? "running" : "stopped"));
        var services = EnumSet.copyOf(PATH);
        if (followers) {
            services.addAll(FOLLOWERS);
        }
        ServiceDatabases.empty(platform);
        services.forEach(platform::start);
        try (var feeder = new Feeder(platform.ports(), LANES);
                var watch = MemoryWatch.start(platform)) {
            BenchDefinitions.apply(platform, installation);
            warmUp(feeder, batchSize, followers);
            var load = Load.cut(deliveries, rendering, LANES, batchSize);
            var took = measured(feeder, load, followers);
            watch.most().forEach((service, bytes) -> memory.merge(service, bytes, Math::max));
            return new Run(batchSize, followers, workload.distinct(), load.deliveries(), took);
        } finally {
            List.copyOf(services).reversed().forEach(platform::stop);
        }
    }

    private Duration measured(Feeder feeder, Load load, boolean followers) throws SQLException {
        try (var quiet = NoCheckpoint.begin(platform.administratorJdbcUrl())) {
            long start = System.nanoTime();
            feeder.send(load);
            awaitEnd(followers);
            var took = Duration.ofNanos(System.nanoTime() - start);
            quiet.verify();
            return took;
        }
    }

    /** Lets the services' machine code be made before it is measured; what it brings happened before the 180 days. */
    private void warmUp(Feeder feeder, int batchSize, boolean followers) throws SQLException {
        for (int round = 1; round <= WARM_UPS; round++) {
            var earlier = new Workload(
                    workload.seed() + round,
                    workload.distinct(),
                    workload.customers(),
                    START.minus(Workload.LENGTH.multipliedBy(2)));
            feeder.send(Load.cut(earlier.deliveries(), new Rendering("w" + round), LANES, batchSize));
        }
        awaitEnd(followers);
    }

    private void awaitEnd(boolean followers) throws SQLException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!ServiceDatabases.isFeedVisible(platform) || followers && isBehind()) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException("the feed was not followed within " + LONGEST.toMinutes() + " minutes");
            }
            try {
                Thread.sleep(followers ? ASK_FOLLOWERS_EVERY : LOOK_EVERY);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new PlatformException("interrupted while measuring", stopped);
            }
        }
    }

    private boolean isBehind() {
        var measurement = platform.clients()
                .measurement()
                .getFollowing(io.throughline.measurement.v1.GetFollowingRequest.getDefaultInstance());
        var orchestration = platform.clients()
                .decisions()
                .getFollowing(io.throughline.orchestration.v1.GetFollowingRequest.getDefaultInstance());
        return measurement.getChangesBehind() + orchestration.getChangesBehind() > 0;
    }
}
