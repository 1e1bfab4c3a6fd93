package io.throughline.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.kit.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    private static TestDatabase test;

    @BeforeAll
    static void start() {
        test = TestDatabase.with("create table counter (name text primary key, value integer not null)");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void reset() {
        test.database().run("truncate counter");
        test.database().run("insert into counter values ('left', 0), ('right', 0)");
    }

    @Test
    void whatFailsLeavesNothing() {
        assertThatThrownBy(() -> test.database().inTransaction(transaction -> {
                    add(transaction, "left");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(value("left")).isZero();
    }

    @Test
    void aDeadlockIsResolvedByTryingAgain() {
        var bothHoldOne = new CyclicBarrier(2);
        var attempts = new AtomicInteger();

        var one = CompletableFuture.runAsync(
                () -> addBoth("left", "right", bothHoldOne, attempts), Thread::startVirtualThread);
        var other = CompletableFuture.runAsync(
                () -> addBoth("right", "left", bothHoldOne, attempts), Thread::startVirtualThread);
        CompletableFuture.allOf(one, other).orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(value("left")).isEqualTo(2);
        assertThat(value("right")).isEqualTo(2);
        assertThat(attempts.get()).as("one of them was made to start over").isGreaterThan(2);
    }

    @Test
    void locksAreHeldToTheEndOfTheTransaction() {
        long free = test.database().inTransaction(holder -> {
            holder.lock(List.of(7L, 3L, 7L));
            return test.database().run("select pg_try_advisory_xact_lock(3)").iterator().next().getBoolean(0) ? 1L : 0L;
        });

        assertThat(free).isZero();
        assertThat(test.database().run("select pg_try_advisory_xact_lock(3)").iterator().next().getBoolean(0))
                .isTrue();
    }

    @Test
    void aSnapshotSeesOneMoment() {
        var seen = test.database().inSnapshot(snapshot -> {
            int before = value(snapshot, "left");
            test.database().inTransaction(transaction -> {
                add(transaction, "left");
                return null;
            });
            return List.of(before, value(snapshot, "left"), value("left"));
        });

        assertThat(seen).containsExactly(0, 0, 1);
    }

    private static int value(Transaction transaction, String name) {
        return transaction
                .run("select value from counter where name = $1", Tuple.of(name))
                .iterator()
                .next()
                .getInteger(0);
    }

    private static void addBoth(String first, String second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        test.database().inTransaction(transaction -> {
            add(transaction, first);
            if (attempts.incrementAndGet() <= 2) {
                await(bothHoldOne);
            }
            add(transaction, second);
            return null;
        });
    }

    private static void add(Transaction transaction, String name) {
        transaction.run("update counter set value = value + 1 where name = $1", Tuple.of(name));
    }

    private static int value(String name) {
        return test.database()
                .run("select value from counter where name = $1", Tuple.of(name))
                .iterator()
                .next()
                .getInteger(0);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
