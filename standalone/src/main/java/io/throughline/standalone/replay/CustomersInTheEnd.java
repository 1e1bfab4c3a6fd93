package io.throughline.standalone.replay;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who the customers of a log are, once all of it is known.
 *
 * @param answered as the services called them, line by line
 * @param reobserved what became of the lines; empty when none of the customers fell apart
 */
record CustomersInTheEnd(CustomerNews news, Set<UUID> answered, Optional<Reobserved> reobserved) {

    long count() {
        return reobserved.map(Reobserved::customers).orElseGet(() -> news.now(answered)).size();
    }

    /** Whether journey-service has heard of all that became of them. */
    boolean areKnownToJourneys() {
        return news.areMergesKnownToJourneys(answered)
                && reobserved.map(Reobserved::areKnownToJourneys).orElse(true);
    }
}
