package io.throughline.standalone.platform;

import io.throughline.standalone.client.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A platform on this machine: PostgreSQL and the services, each a process that this one starts and looks after. */
public final class Platform implements PlatformHandle {

    private static final String POSTGRES_VERSION = "18.6";

    private final PlatformSettings settings;
    private final DataFolder data;
    private final PostgresCluster cluster;
    private final Consumer<String> narrator;
    private final Runnable afterwards;
    private final Map<Part, SupervisedPart> parts = new EnumMap<>(Part.class);
    private final Clients clients;
    private final Thread atExit = new Thread(this::shutDown, "stop-platform");
    private boolean closed;

    private Platform(
            Installation installation,
            PlatformSettings settings,
            DataFolder data,
            PostgresCluster cluster,
            Consumer<String> narrator,
            Runnable afterwards) {
        this.settings = settings;
        this.narrator = narrator;
        this.afterwards = afterwards;
        this.data = data;
        this.cluster = cluster;
        this.clients = Clients.connect(settings.ports());
        parts.put(
                Part.POSTGRESQL,
                new SupervisedPart(
                        Part.POSTGRESQL,
                        new PostgresProgram(cluster, settings.databaseSettings()),
                        data,
                        narrator));
        for (var service : Part.services()) {
            var program = new ServiceProgram(service, installation, data, cluster, settings);
            parts.put(service, new SupervisedPart(service, program, data, narrator));
        }
    }

    /**
     * Starts a platform and returns when all of it is ready. What a killed launcher left behind in the data folder is ended or
     * cleared away first.
     *
     * @param narrator told, for a person to read, what happens now and later
     * @throws PlatformException when it cannot be started; nothing of it runs then
     */
    public static PlatformHandle start(
            Installation installation, PlatformSettings settings, Consumer<String> narrator) {
        return start(installation, settings, settings.data(), narrator, () -> {});
    }

    /** @param home for PostgreSQL's programs, if they are not in the project */
    private static PlatformHandle start(
            Installation installation,
            PlatformSettings settings,
            Path home,
            Consumer<String> narrator,
            Runnable afterwards) {
        requireBuilt(installation);
        var data = DataFolder.hold(settings.data(), settings.ports());
        try {
            var binaries = binaries(installation, home);
            Orphans.stop(data, binaries, narrator);
            requireFreeOrLeave(settings.ports(), data);
            Folders.create(data.logs());
            var cluster = PostgresCluster.in(data.cluster(), settings.ports().of(Part.POSTGRESQL), binaries);
            var platform = new Platform(installation, settings, data, cluster, narrator, afterwards);
            Runtime.getRuntime().addShutdownHook(platform.atExit);
            platform.startUp();
            return platform;
        } catch (RuntimeException failure) {
            data.close();
            throw failure;
        }
    }

    /**
     * As {@link #start}, on free ports and on data of its own, which is deleted when the platform is closed, or by a later run
     * when this one is killed. A project that we may not write into leaves the folder for temporary files.
     *
     * @param adapt changes the usual settings
     */
    public static PlatformHandle startOnce(
            Installation installation, UnaryOperator<PlatformSettings> adapt, Consumer<String> narrator) {
        var home = TemporaryData.home(
                installation.usualData(), Path.of(System.getProperty("java.io.tmpdir")), narrator);
        var parent = TemporaryData.parent(home);
        TemporaryData.clearLeftovers(parent, binaries(installation, home), narrator);
        var settings = adapt.apply(PlatformSettings.of(TemporaryData.make(parent), Ports.free()));
        try {
            return start(installation, settings, home, narrator, () -> Folders.delete(settings.data()));
        } catch (RuntimeException failure) {
            Folders.delete(settings.data());
            throw failure;
        }
    }

    @Override
    public Ports ports() {
        return settings.ports();
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public void start(Part service) {
        parts.get(service).start();
        parts.get(service).awaitReady();
    }

    @Override
    public void stop(Part service) {
        parts.get(service).stop();
    }

    @Override
    public void kill(Part part) {
        parts.get(part).kill();
    }

    @Override
    public void awaitReady() {
        parts.values().stream().filter(SupervisedPart::isWanted).forEach(SupervisedPart::awaitReady);
    }

    @Override
    public Map<Part, Long> residentMemory() {
        var memory = new EnumMap<Part, Long>(Part.class);
        for (var service : Part.services()) {
            parts.get(service).process().flatMap(Memory::resident).ifPresent(bytes -> memory.put(service, bytes));
        }
        return memory;
    }

    @Override
    public Map<Part, Duration> processorTime() {
        var times = new EnumMap<Part, Duration>(Part.class);
        parts.forEach((part, supervised) ->
                supervised.process().flatMap(ProcessorTime::of).ifPresent(time -> times.put(part, time)));
        return times;
    }

    @Override
    public String jdbcUrl(Part service) {
        return cluster.jdbcUrlWithPassword(service);
    }

    @Override
    public String administratorJdbcUrl() {
        return cluster.administratorJdbcUrl();
    }

    @Override
    public Path logs() {
        return data.logs();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // Ctrl-C came first; whoever is here second waits for the other.
        }
        shutDown();
    }

    private synchronized void shutDown() {
        if (closed) {
            return;
        }
        closed = true;
        narrator.accept("stopping PostgreSQL and the services"); // at once, as it takes some seconds
        clients.close();
        inParallel(Part.services().stream().map(service -> (Runnable) () -> parts.get(service).retire()));
        parts.get(Part.POSTGRESQL).retire();
        data.close();
        afterwards.run();
    }

    private void startUp() {
        try {
            narrator.accept("starting PostgreSQL on port " + ports().of(Part.POSTGRESQL));
            start(Part.POSTGRESQL);
            cluster.prepareDatabases();
            for (var service : settings.services()) {
                narrator.accept("starting " + service.title() + " on port " + ports().of(service));
                parts.get(service).start();
            }
            awaitReady();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Once for all data folders; a project that we may not write into leaves only the data folder for them. */
    private static PostgresBinaries binaries(Installation installation, Path home) {
        var caches = Stream.of(installation.usualData(), home).map(folder -> folder.resolve("binaries"));
        return PostgresBinaries.inOneOf(caches.distinct().toList(), POSTGRES_VERSION);
    }

    private static void requireBuilt(Installation installation) {
        for (var service : Part.services()) {
            if (!installation.isBuilt(service)) {
                throw new PlatformException(service.title() + " is not built; ./throughline builds it, or: mvn package");
            }
        }
    }

    static void requireFree(Ports ports) {
        for (var part : Part.values()) {
            int port = ports.of(part);
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            } catch (IOException taken) {
                var holder = Neighbour.described(ports).orElse("another program; free it");
                throw new PlatformException("port %d (%s) is taken by %s or use --port-base"
                        .formatted(port, part.title(), holder));
            }
        }
    }

    private static void requireFreeOrLeave(Ports ports, DataFolder data) {
        try {
            requireFree(ports);
        } catch (PlatformException taken) {
            data.abandon();
            throw taken;
        }
    }

    private static void inParallel(Stream<Runnable> works) {
        var running = works.map(CompletableFuture::runAsync).toList();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
