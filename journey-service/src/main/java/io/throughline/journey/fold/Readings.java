package io.throughline.journey.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * When channels have read the context of one customer. A reading changes no journey by itself: it has no touchpoint, matches no rule
 * and is no step, nor does it keep a deadline from passing. It is asked for at handovers, whether the channel that took over had
 * looked before.
 */
public final class Readings {

    private final Map<String, NavigableSet<Position>> byChannel = new HashMap<>();

    /** {@code channel} has read the context at {@code position}. */
    public void add(String channel, Position position) {
        byChannel.computeIfAbsent(channel, _ -> new TreeSet<>()).add(position);
    }

    /** Whether {@code channel} has read the context after {@code earlier} and before {@code later}. */
    boolean areThere(String channel, Position earlier, Position later) {
        var readings = byChannel.get(channel);
        if (readings == null) {
            return false;
        }
        var last = readings.lower(later);
        return last != null && last.isAfter(earlier);
    }
}
