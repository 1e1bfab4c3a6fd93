package io.throughline.journey.history;

import io.throughline.journey.fold.Deadline;
import io.throughline.journey.fold.Event;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.journey.WholeJourney;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A journey as it was at a time, over what is known now, and why.
 *
 * @param asOf empty while the clock shows nothing yet: then all that is recorded counts, and only what occurs moves time
 * @param events what led there, in order of time: the latest of them
 * @param earlier how many events came before those
 * @param awaited the rules that could yet change it
 * @param deadlines what silence will bring, the next first
 * @param sealedBefore the horizon, when what led there before it is no longer kept: the events are those since
 */
public record Explanation(
        WholeJourney journey,
        Optional<Instant> asOf,
        List<Event> events,
        long earlier,
        List<Rule> awaited,
        List<Deadline> deadlines,
        Optional<Instant> sealedBefore) {}
