package io.throughline.kit.test;

import io.throughline.kit.database.Database;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** A {@link Database} over an embedded PostgreSQL, without an application around it. */
public final class TestDatabase implements AutoCloseable {

    private final TestPostgres postgres = TestPostgres.start();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Database database;

    private TestDatabase() {
        var address = new PgConnectOptions()
                .setHost("localhost")
                .setPort(postgres.port())
                .setUser("postgres")
                .setDatabase("postgres")
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(address)
                .using(vertx.getDelegate())
                .build());
        database = new Database(pool);
    }

    /** Starts one and runs {@code statements} in it. */
    public static TestDatabase with(String... statements) {
        var started = new TestDatabase();
        for (var statement : statements) {
            started.database.run(statement);
        }
        return started;
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        postgres.close();
    }
}
