package io.throughline.journey.testing;

import io.throughline.kit.database.Database;

/** Empties the database between tests; where it has read identity's feed, it goes on. */
public final class Tables {

    private Tables() {}

    public static void clear(Database database) {
        database.run("truncate interaction_key, interaction, journey, journey_steps, journey_tombstone, feed, redirect");
        database.run("update clock set mode = 'LIVE', replay_time = null");
    }
}
