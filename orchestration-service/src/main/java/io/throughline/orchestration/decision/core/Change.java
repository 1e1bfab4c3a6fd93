package io.throughline.orchestration.decision.core;

import java.util.Optional;
import java.util.UUID;

/** What the feed tells of one journey. */
public sealed interface Change {

    UUID journey();

    /** Under whom it is told. */
    UUID customer();

    /** Of the journey; a change that is not above the one known is old. */
    long revision();

    /** As {@link Journey#standingSince()}; of a withdrawn one, before it was withdrawn. */
    long standingSince();

    /** W3C trace context of the call that caused it; empty when that was not traced. */
    String traceparent();

    /** The journey's newest state. */
    record Told(Journey now, String traceparent) implements Change {

        @Override
        public UUID journey() {
            return now.id();
        }

        @Override
        public UUID customer() {
            return now.customer();
        }

        @Override
        public long revision() {
            return now.revision();
        }

        @Override
        public long standingSince() {
            return now.standingSince();
        }
    }

    /** The journey is this customer's no longer, or is no longer at all. */
    record Withdrawn(
            UUID journey, UUID customer, long revision, long standingSince, Optional<UUID> replacedBy, String traceparent)
            implements Change {

        public Withdrawn {
            replacedBy = replacedBy.filter(replacement -> !replacement.equals(journey));
        }
    }
}
