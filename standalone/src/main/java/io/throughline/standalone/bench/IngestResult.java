package io.throughline.standalone.bench;

import io.throughline.standalone.bench.Ceiling.Copied;
import io.throughline.standalone.platform.Part;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How fast interactions are taken in.
 *
 * @param seed of the workload
 * @param lanes connections, each with one batch under way
 * @param copies of the same rows, one before each run that is compared with them
 * @param compared runs of the whole path, all alike
 * @param others runs of the whole path in other ways
 * @param memory the most that each service occupied, in bytes
 */
record IngestResult(
        long seed, int lanes, List<Copied> copies, List<Run> compared, List<Run> others, Map<Part, Long> memory) {

    /**
     * One time through the whole path.
     *
     * @param interactions distinct ones
     * @param deliveries with those that were sent twice
     * @param took from the first request until the last row of the feed was visible, and with followers until they had
     *     followed
     */
    record Run(int batchSize, boolean followers, long interactions, long deliveries, Duration took) {

        double interactionsPerSecond() {
            return interactions / (took.toNanos() / 1e9);
        }

        String title() {
            return "batches of %,d, followers %s".formatted(batchSize, followers ? "running" : "stopped");
        }
    }

    /** What each service may occupy, in bytes. */
    static final long MOST_MEMORY = 512L * 1024 * 1024;

    /** The services that occupied more than they may. */
    List<Part> tooLarge() {
        return memory.entrySet().stream()
                .filter(service -> service.getValue() >= MOST_MEMORY)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The middle copy: one moment on a machine with neighbours says little. */
    Copied ceiling() {
        return middle(copies, Copied::rowsPerSecond);
    }

    /** The middle of the runs that are compared, and for the same reason. */
    Run path() {
        return middle(compared, Run::interactionsPerSecond);
    }

    double ratio() {
        return path().interactionsPerSecond() / ceiling().rowsPerSecond();
    }

    private static <T> T middle(List<T> all, ToDoubleFunction<T> speed) {
        return all.stream().sorted(Comparator.comparingDouble(speed)).toList().get(all.size() / 2);
    }
}
