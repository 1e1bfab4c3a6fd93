package io.throughline.standalone.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A service as a part of the platform: a JVM of its own, told by settings where its database and its peers are. */
final class ServiceProgram implements Program {

    private static final String DATA = "-Dthroughline.data=";
    private static final String PORT = "-Dquarkus.http.port=";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Keeps a service under 512 MiB of resident memory: heap, and about 200 MiB for classes, code, threads and network buffers. */
    private static final List<String> MEMORY = List.of(
            "-Xms224m", // less, and the ahead-of-time cache does not fit into what is left of it
            "-Xmx224m",
            "-Xmn112m", // a batch under way must not be taken for something that stays
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders", // the ahead-of-time cache is written with it, too
            "-XX:MaxDirectMemorySize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError");

    private final Part service;
    private final Installation installation;
    private final DataFolder data;
    private final Ports ports;
    private final PostgresCluster cluster;
    private final Map<String, String> settings;

    ServiceProgram(
            Part service,
            Installation installation,
            DataFolder data,
            PostgresCluster cluster,
            PlatformSettings settings) {
        this.service = service;
        this.installation = installation;
        this.data = data;
        this.ports = settings.ports();
        this.cluster = cluster;
        this.settings = settings.serviceSettings();
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.add(mark());
        command.addAll(MEMORY);
        command.addAll(quickStart());
        command.add("-XX:ErrorFile=" + data.logs().resolve(service.title() + "-crash-%p.log"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add(PORT + ports.of(service));
        for (var peer : service.peers()) {
            command.add("-Dquarkus.grpc.clients." + peer.word() + ".host=127.0.0.1");
            command.add("-Dquarkus.grpc.clients." + peer.word() + ".port=" + ports.of(peer));
        }
        command.add("-jar");
        command.add("quarkus-run.jar");
        return command;
    }

    /** The environment is seen by the user alone, unlike the command line; so the password goes there. */
    @Override
    public Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_DATASOURCE_USERNAME", cluster.owner());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", cluster.password());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", cluster.jdbcUrl(service.word()));
        environment.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                cluster.jdbcUrl(service.word()).replaceFirst("jdbc:", "vertx-reactive:"));
        // There is no sign-in yet: only this machine is served, unless the user says otherwise.
        environment.put("QUARKUS_HTTP_HOST", System.getenv().getOrDefault("QUARKUS_HTTP_HOST", "127.0.0.1"));
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(settings);
        return environment;
    }

    @Override
    public Path workingFolder() {
        return installation.application(service);
    }

    @Override
    public String mark() {
        return DATA + data.path();
    }

    /** The data folder of a process that is a service which listens on one of these ports. */
    static Optional<Path> dataOf(ProcessHandle process, Ports ports) {
        var arguments = ProcessRecord.arguments(process);
        boolean listens = Stream.of(Part.values()).anyMatch(part -> arguments.contains(PORT + ports.of(part)));
        return arguments.stream()
                .filter(argument -> listens && argument.startsWith(DATA))
                .map(argument -> Path.of(argument.substring(DATA.length())))
                .findFirst();
    }

    @Override
    public boolean isReady() {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports.of(service) + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void askToStop(Process process) {
        process.destroy();
    }

    /** What the build has prepared so that the JVM need not load and check each class anew. */
    private List<String> quickStart() {
        if (Files.exists(workingFolder().resolve("app.aot"))) {
            return List.of("-XX:AOTCache=app.aot");
        }
        if (Files.exists(workingFolder().resolve("app-cds.jsa"))) {
            return List.of("-XX:SharedArchiveFile=app-cds.jsa");
        }
        return List.of();
    }
}
