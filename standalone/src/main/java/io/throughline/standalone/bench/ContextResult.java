package io.throughline.standalone.bench;

import java.time.Duration;

/**
 * How long the whole context of a customer takes.
 *
 * @param rate of each call, a second
 * @param interactions that had happened before
 * @param journeys of a customer, on average
 */
record ContextResult(
        long seed, int rate, Duration length, long interactions, int customers, double journeys, Latencies took) {

    /** What the 99th percentile of a context may be, in those of a row: less. */
    static final double LIMIT = 2;

    /**
     * In nanoseconds, each ascending.
     *
     * @param contexts of the context
     * @param rows of one row by its key
     */
    record Latencies(long[] contexts, long[] rows) {

        /** The least that {@code share} of {@code sorted} do not exceed. */
        static long percentile(long[] sorted, double share) {
            return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }
    }

    double ratio() {
        return (double) Latencies.percentile(took.contexts(), 0.99) / Latencies.percentile(took.rows(), 0.99);
    }

    boolean isFast() {
        return ratio() < LIMIT;
    }
}
