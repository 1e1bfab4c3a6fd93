package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.kit.test.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedGuardIT {

    private static TestDatabase test;
    private static FeedGuard guard;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(FeedTables.TRUNCATION);
        guard = new FeedGuard(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("drop table if exists feed");
        test.database().run("truncate feed_truncation");
    }

    @Test
    void aServiceWithoutAFeedStarts() {
        assertThatCode(guard::check).doesNotThrowAnyException();
    }

    @Test
    void aServiceStartsOnAFeedThatThisServerWrote() {
        test.database().run(FeedTables.FEED);
        assertThatCode(guard::check).as("nothing written yet").doesNotThrowAnyException();

        append();

        assertThatCode(guard::check).doesNotThrowAnyException();
    }

    @Test
    void aServiceDoesNotStartOnAFeedFromAServerThatHasCountedFurther() {
        test.database().run(FeedTables.FEED);
        append();
        append();
        // As in a fresh server into which a dump was restored.
        test.database().run("update feed set transaction_id = pg_current_xact_id()::text::bigint + 1000");

        assertThatThrownBy(guard::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("restored from a dump")
                .hasMessageContaining("`pg_resetwal -e 1`");

        test.database().run("update feed set transaction_id = 7::bigint << 32");
        assertThatThrownBy(guard::check).hasMessageContaining("`pg_resetwal -e 8`");
    }

    @Test
    void norOnOneWhoseLastChangesAreNoLongerKept() {
        test.database().run(FeedTables.FEED);
        test.database().run("insert into feed_truncation values (3, 7::bigint << 32, 1)");

        assertThatThrownBy(guard::check).hasMessageContaining("`pg_resetwal -e 8`");
    }

    private static void append() {
        test.database().inTransaction(transaction -> {
            new FeedTable(test.database())
                    .append(transaction, List.of(new FeedEntry(UUID.randomUUID(), UUID.randomUUID(), 1)));
            return null;
        });
    }
}
