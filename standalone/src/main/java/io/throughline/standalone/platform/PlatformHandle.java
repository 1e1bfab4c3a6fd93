package io.throughline.standalone.platform;

import io.throughline.standalone.client.Clients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A platform that this process started and looks after: a part that dies is started again, until the platform is closed.
 *
 * <p>All methods may be called from any thread.
 */
public interface PlatformHandle extends AutoCloseable {

    Ports ports();

    /** Connections to the services. They outlive a service's restart: a call fails with UNAVAILABLE meanwhile. */
    Clients clients();

    /** Starts a service that is stopped, and returns when it is ready. */
    void start(Part service);

    /** Stops a service cleanly and leaves it stopped. */
    void stop(Part service);

    /**
     * Ends a part as {@code kill -9} does, also while it starts, and returns when it has gone. It is started again as after
     * any other death.
     */
    void kill(Part part);

    /** Waits until every part that is not stopped is up and ready. */
    void awaitReady();

    /** Resident memory in bytes of each service that runs; empty where the operating system does not tell. */
    Map<Part, Long> residentMemory();

    /**
     * How long the processes of each part that runs have had a processor since it started; empty where the operating system does
     * not tell.
     */
    Map<Part, Duration> processorTime();

    /** A JDBC address with user and password, for the database of {@code service}. */
    String jdbcUrl(Part service);

    /** A JDBC address of the database {@code postgres} as its administrator. */
    String administratorJdbcUrl();

    /** The folder of the parts' logs. */
    Path logs();

    /** Stops all parts cleanly, PostgreSQL last. */
    @Override
    void close();
}
