package io.throughline.journey.fold;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The place of an interaction in the one total order: when it occurred, then its source's sequence, then its id as unsigned
 * bytes. PostgreSQL orders {@code (occurred_at, source_sequence, id)} the same way.
 *
 * @param occurredAt to the microsecond, as PostgreSQL keeps it
 * @param sourceSequence 0 when the source has none
 */
public record Position(Instant occurredAt, long sourceSequence, UUID id) implements Comparable<Position> {

    public Position {
        if (!occurredAt.equals(occurredAt.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("occurred_at must be cut to microseconds before it is ordered");
        }
    }

    @Override
    public int compareTo(Position other) {
        int byTime = occurredAt.compareTo(other.occurredAt);
        if (byTime != 0) {
            return byTime;
        }
        int bySequence = Long.compare(sourceSequence, other.sourceSequence);
        return bySequence != 0 ? bySequence : compareUnsigned(id, other.id);
    }

    /** UUID's own order is signed; that of PostgreSQL is not. */
    private static int compareUnsigned(UUID left, UUID right) {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }

    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }
}
