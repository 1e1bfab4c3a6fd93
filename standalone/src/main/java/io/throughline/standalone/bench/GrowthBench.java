package io.throughline.standalone.bench;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.PlatformHandle;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures how much work an interaction is after few and after many are stored. What is stored goes through the services, as
 * all does; they are started anew after it. Then come a warm-up and what is measured, in which half of the customers have come before; those are as many after
 * few as after many, but come from all that is stored.
 */
final class GrowthBench {

    /** What more is compared with. */
    static final int FEW = 100_000;

    static final int WARM_UP = 200_000;
    static final int BATCH = 1_000;

    private static final Set<Part> PATH = EnumSet.of(Part.IDENTITY, Part.JOURNEY);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration LONGEST_UNSEEN = Duration.ofMinutes(1);

    /** So many portions are stored between two checkpoints, which is some gigabytes of write-ahead log. */
    private static final int CHECKPOINT_AFTER = 10;

    private static final long BASE_SEED = 1_000_000;

    private final PlatformHandle platform;
    private final Installation installation;
    private final Workload workload;
    private final Consumer<String> narrator;
    private final Map<Part, Long> memory = new EnumMap<>(Part.class);

    /** @param workload what is measured */
    GrowthBench(PlatformHandle platform, Installation installation, Workload workload, Consumer<String> narrator) {
        this.platform = platform;
        this.installation = installation;
        this.workload = workload;
        this.narrator = narrator;
    }

    /** @param many how many are stored the second time */
    GrowthResult measure(int many) throws SQLException, IOException {
        int returning = Math.min(workload.customers() / 2, Math.min(base(FEW).customers(), base(many).customers()));
        var few = work(base(FEW), returning);
        return new GrowthResult(
                workload.seed(), workload.distinct(), FEW, few, many, work(base(many), returning), memory);
    }

    private StoredBase base(int size) {
        return new StoredBase(BASE_SEED + workload.seed(), size, workload.start().minus(Workload.LENGTH.multipliedBy(4)));
    }

    private Work work(StoredBase base, int returning) throws SQLException, IOException {
        ServiceDatabases.empty(platform);
        PATH.forEach(platform::start);
        try {
            BenchDefinitions.apply(platform, installation);
            store(base);
            // Their machine code would be the better, and their memory the fuller, the more they have stored.
            stop();
            PATH.forEach(platform::start);
            return workAfter(base, returning);
        } finally {
            stop();
        }
    }

    private void stop() {
        List.copyOf(PATH).reversed().forEach(platform::stop);
    }

    private Work workAfter(StoredBase base, int returning) throws SQLException {
        try (var feeder = new Feeder(platform.ports(), IngestBench.LANES);
                var watch = MemoryWatch.start(platform)) {
            var warmUp = new Workload(
                    workload.seed() + 1, WARM_UP, WARM_UP / 10, workload.start().minus(Workload.LENGTH.multipliedBy(2)));
            narrator.accept("%,d interactions to warm up, and %,d that are measured".formatted(WARM_UP, workload.distinct()));
            feeder.send(load(warmUp, rendering("w", base, returning, warmUp)));
            awaitVisible();
            var work = measured(feeder, load(workload, rendering("m", base, returning, workload)));
            watch.most().forEach((service, bytes) -> memory.merge(service, bytes, Math::max));
            return work;
        }
    }

    private void store(StoredBase base) throws SQLException {
        try (var feeder = new Feeder(platform.ports(), IngestBench.LANES)) {
            for (int place = 0; place < base.portions(); place++) {
                if (place % CHECKPOINT_AFTER == 0) {
                    narrator.accept(
                            "storing %,d interactions; %,d are stored".formatted(base.size(), place * StoredBase.PORTION));
                    ServiceDatabases.checkpoint(platform);
                }
                feeder.send(load(base.portion(place), base.rendering(place)));
            }
        }
        awaitVisible();
    }

    private Work measured(Feeder feeder, Load load) throws SQLException {
        var meter = new WorkMeter(platform, PATH);
        try (var quiet = NoCheckpoint.begin(platform.administratorJdbcUrl())) {
            var before = meter.read();
            feeder.send(load);
            awaitVisible();
            var work = meter.read().since(before);
            quiet.verify();
            return work;
        }
    }

    private static Rendering rendering(String prefix, StoredBase base, int returning, Workload workload) {
        return new Rendering(prefix, base.followedBy(prefix, returning, workload.seed()));
    }

    private static Load load(Workload workload, Rendering rendering) {
        return Load.cut(workload.deliveries(), rendering, IngestBench.LANES, BATCH);
    }

    private void awaitVisible() throws SQLException {
        long deadline = System.nanoTime() + LONGEST_UNSEEN.toNanos();
        while (!ServiceDatabases.isFeedVisible(platform)) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException("the feed was not readable to its end within " + LONGEST_UNSEEN);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
