package io.throughline.kit.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A real, durable PostgreSQL for a test run: {@code @QuarkusTestResource(PostgresResource.class)} points the application's
 * data source at a database of its own.
 */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private TestPostgres postgres;

    @Override
    public Map<String, String> start() {
        postgres = TestPostgres.start();
        return postgres.applicationSettings();
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
