package io.throughline.journey.interaction;

import java.util.List;

/**
 * Interactions that are in memory together: no more than were asked for, nor than their attributes allow.
 *
 * @param isLast whether there are no more after these
 * @param bytes of their attributes, as texts
 */
public record InteractionPage(List<OwnedInteraction> interactions, boolean isLast, long bytes) {

    /** Attributes of a page, as texts; but for one interaction beyond. What is made of them takes some times as much. */
    public static final long MOST_BYTES = 4L * 1024 * 1024;

    public OwnedInteraction last() {
        return interactions.getLast();
    }
}
