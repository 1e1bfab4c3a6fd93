package io.throughline.journey.testing;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.intake.KnownIdentifiers;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** How each test begins: nothing has happened, nobody is known; where identity's feed has been read, it goes on. */
@ApplicationScoped
public class Beginning {

    private static final String EMPTY = """
            truncate interaction_key, interaction, journey, journey_steps, journey_tombstone, feed, redirect,
                move_unfinished, definition_folding, journey_seal, removal_due, erasure, erased_interaction
            """;

    private final Database database;
    private final ScriptedIdentity identity;
    private final KnownIdentifiers known;
    private final GivenRules rules;

    @Inject
    public Beginning(Database database, ScriptedIdentity identity, KnownIdentifiers known, GivenRules rules) {
        this.database = database;
        this.identity = identity;
        this.known = known;
        this.rules = rules;
    }

    public void under(Definition... definitions) {
        nothing();
        rules.are(List.of(definitions));
    }

    public void underThoseApplied() {
        nothing();
        rules.areThoseApplied();
    }

    /** From now on the clock is in REPLAY and shows {@code time}. */
    public void showTime(Instant time) {
        database.run("update clock set mode = 'REPLAY', replay_time = '" + time + "'");
    }

    private void nothing() {
        // In a transaction, which is tried again when it meets the timers in a deadlock.
        database.inTransaction(transaction -> transaction.run(EMPTY, Tuple.tuple()));
        database.run("update clock set mode = 'LIVE', replay_time = null");
        database.run("update retention set horizon = null, listed = default");
        identity.reset();
        known.clear();
    }
}
