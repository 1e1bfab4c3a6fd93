package io.throughline.kit.feed;

import java.time.Duration;

/**
 * How far a reader is behind.
 *
 * @param changes beyond its positions
 * @param age how long the oldest of them has been waiting; zero when there is none
 */
public record FeedLag(long changes, Duration age) {

    /** Both together. */
    public FeedLag plus(FeedLag other) {
        return new FeedLag(changes + other.changes, age.compareTo(other.age) < 0 ? other.age : age);
    }
}
