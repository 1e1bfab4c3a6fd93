package io.throughline.journey.history;

import io.throughline.journey.fold.Chronicle;
import io.throughline.journey.fold.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** Keeps the latest of what happens to one journey; its whole history may be more than there is room for. */
final class LatestEvents implements Chronicle {

    private final UUID journey;
    private final int most;
    private final Deque<Event> latest = new ArrayDeque<>();
    private long earlier;

    LatestEvents(UUID journey, int most) {
        this.journey = journey;
        this.most = most;
    }

    @Override
    public void tell(UUID whose, Event event) {
        if (whose.equals(journey)) {
            latest.addLast(event);
            if (latest.size() > most) {
                latest.removeFirst();
                earlier++;
            }
        }
    }

    List<Event> latest() {
        return List.copyOf(latest);
    }

    long earlier() {
        return earlier;
    }
}
