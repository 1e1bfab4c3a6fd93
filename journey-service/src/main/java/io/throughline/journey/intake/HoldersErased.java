package io.throughline.journey.intake;

import java.util.List;

/** Rolls the transaction back: identity-service had answered before some of its customers were erased, and is to be asked again. */
final class HoldersErased extends RuntimeException {

    private final transient List<ResolvedInteraction> interactions;

    HoldersErased(List<ResolvedInteraction> interactions) {
        super("resolved to who is erased by now", null, false, false);
        this.interactions = interactions;
    }

    /** Those that were resolved to somebody who is erased by now. */
    List<ResolvedInteraction> interactions() {
        return interactions;
    }
}
