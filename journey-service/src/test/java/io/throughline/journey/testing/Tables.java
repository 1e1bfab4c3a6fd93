package io.throughline.journey.testing;

import io.throughline.kit.database.Database;

/** Empties the database between tests. */
public final class Tables {

    private Tables() {}

    public static void clear(Database database) {
        database.run("truncate interaction_key, interaction, journey, journey_steps, journey_tombstone, feed, redirect");
        database.run("update feed_position set position = ''");
        database.run("update clock set mode = 'LIVE', replay_time = null");
    }
}
