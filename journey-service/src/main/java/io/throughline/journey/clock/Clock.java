package io.throughline.journey.clock;

import io.throughline.kit.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the clock shows, read outside of transactions. */
@ApplicationScoped
public class Clock {

    private final Database database;

    @Inject
    public Clock(Database database) {
        this.database = database;
    }

    public ClockReading read() {
        return ClockStore.reading(database.run(ClockStore.READ).iterator().next());
    }
}
