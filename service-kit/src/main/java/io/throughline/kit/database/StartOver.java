package io.throughline.kit.database;

/**
 * Rolls the transaction back and has its work run again from its start, as when PostgreSQL lets it lose a deadlock: thrown by
 * work that finds it needs a lock out of the order in which locks are taken, and that somebody else holds it.
 */
public final class StartOver extends RuntimeException {

    public StartOver() {
        super("to be started over", null, false, false);
    }
}
