package io.throughline.kit.feed;

import java.time.Duration;

/**
 * How far a reader is behind.
 *
 * @param changes beyond its positions; at least so many, where counting ended before all were counted
 * @param age how long the oldest of those counted has been waiting; zero when there is none
 * @param truncated some of what lay beyond its positions is no longer kept, and counted as one change in each slot
 */
public record FeedLag(long changes, Duration age, boolean truncated) {

    /** In each slot, where it need only be known whether it is little or much: the answer then costs no more the more it is. */
    public static final int COUNTED_UP_TO = 1_000;

    /** Of what is all kept. */
    public FeedLag(long changes, Duration age) {
        this(changes, age, false);
    }

    /** Both together. */
    public FeedLag plus(FeedLag other) {
        return new FeedLag(changes + other.changes, age.compareTo(other.age) < 0 ? other.age : age, truncated || other.truncated);
    }
}
