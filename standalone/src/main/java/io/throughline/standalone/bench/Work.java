package io.throughline.standalone.bench;

import io.throughline.standalone.platform.Part;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was done up to a moment, or between two.
 *
 * @param time that passed
 * @param processor the time that each part's processes had a processor; empty where the operating system does not tell
 * @param pages of tables and indexes that were looked at, in memory or not; PostgreSQL counts them up to a second late
 * @param logged bytes of write-ahead log
 */
record Work(Duration time, Map<Part, Duration> processor, long pages, long logged) {

    Work since(Work before) {
        var processorSince = new EnumMap<Part, Duration>(Part.class);
        processor.forEach((part, spent) ->
                processorSince.put(part, spent.minus(before.processor.getOrDefault(part, Duration.ZERO))));
        return new Work(time.minus(before.time), processorSince, pages - before.pages, logged - before.logged);
    }

    Duration allProcessors() {
        return processor.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
