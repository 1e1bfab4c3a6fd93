package io.throughline.standalone.bench;

import io.throughline.standalone.platform.Part;
import java.time.Duration;
import java.util.Map;

/**
 * How much work the same interactions are after few and after many are stored.
 *
 * @param seed of the workload
 * @param interactions distinct ones, measured each time
 * @param few how many were stored the first time, before the warm-up
 * @param many how many the second time
 * @param memory the most that each service occupied, in bytes
 */
record GrowthResult(long seed, int interactions, int few, Work afterFew, int many, Work afterMany, Map<Part, Long> memory) {

    /**
     * Of the time of processors after many to that after few: others on the machine hardly change it. Of the time that passed
     * where processors' time is not told.
     */
    double ratio() {
        return afterFew.processor().isEmpty()
                ? ratio(afterFew.time(), afterMany.time())
                : ratio(afterFew.allProcessors(), afterMany.allProcessors());
    }

    static double ratio(Duration few, Duration many) {
        return (double) many.toNanos() / few.toNanos();
    }
}
