package io.throughline.standalone.sample;

import io.throughline.standalone.simulator.SimulatedInteraction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Cuts arrivals into what is sent together: never many at once, and never so much time that the clock would leap. */
final class SampleBatches implements Iterator<List<SimulatedInteraction>> {

    private static final int MOST = 500;
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Iterator<SimulatedInteraction> arrivals;
    private SimulatedInteraction next;

    SampleBatches(Iterator<SimulatedInteraction> arrivals) {
        this.arrivals = arrivals;
        this.next = arrivals.hasNext() ? arrivals.next() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public List<SimulatedInteraction> next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        var batch = new ArrayList<SimulatedInteraction>();
        var until = next.arrivedAt().plus(LONGEST);
        while (next != null && batch.size() < MOST && next.arrivedAt().isBefore(until)) {
            batch.add(next);
            next = arrivals.hasNext() ? arrivals.next() : null;
        }
        return batch;
    }
}
