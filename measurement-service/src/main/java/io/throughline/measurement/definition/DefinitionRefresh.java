package io.throughline.measurement.definition;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.MutinyDefinitionServiceGrpc.MutinyDefinitionServiceStub;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Asks journey-service for its definitions: now and then, and when somebody names one that is not known. Nobody waits for
 * more than {@link #PATIENCE}, and what was said last is kept while journey-service is out of reach.
 */
@ApplicationScoped
public class DefinitionRefresh {

    private static final Logger LOG = Logger.getLogger(DefinitionRefresh.class);

    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final MutinyDefinitionServiceStub journeys;
    private final DefinitionStore store;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** The versions that are kept, as this process last saw them. */
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    private volatile boolean failing;
    private volatile long askedAt = System.nanoTime() - FRESH.toNanos();

    @Inject
    public DefinitionRefresh(@GrpcClient("journey") MutinyDefinitionServiceStub journeys, DefinitionStore store) {
        this.journeys = journeys;
        this.store = store;
    }

    /** {@link #refresh}, except that journey-service or the database being out of reach is no failure. */
    @Scheduled(every = "${throughline.definitions.refresh-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void tryRefresh() {
        askedAt = System.nanoTime();
        try {
            refresh();
            failing = false;
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            if (!failing) {
                LOG.warn("journey-service cannot be asked for its definitions for now; the ones kept are used");
            }
            failing = true;
        }
    }

    /** {@link #tryRefresh}, unless that was done a moment ago: what has just been applied shows in a list at once. */
    public void freshen() {
        if (System.nanoTime() - askedAt > FRESH.toNanos()) {
            tryRefresh();
        }
    }

    /** Makes sure that each of {@code versions} is known, or a newer one, by asking if need be. */
    public void learn(Map<String, Integer> versions) {
        if (!knows(versions)) {
            refresh();
        }
        if (!knows(versions)) {
            throw new IllegalStateException("journey-service told a journey of a definition that it does not list");
        }
    }

    private boolean knows(Map<String, Integer> versions) {
        return versions.entrySet().stream()
                .allMatch(entry -> known.getOrDefault(entry.getKey(), 0) >= entry.getValue());
    }

    /** Asks for all definitions and keeps them. */
    public void refresh() {
        oneAtATime.lock();
        try {
            store.put(ask());
            known.putAll(store.versions());
        } finally {
            oneAtATime.unlock();
        }
    }

    private List<Definition> ask() {
        var definitions = new ArrayList<Definition>();
        var request = ListDefinitionsRequest.newBuilder().setPageSize(PAGE).build();
        while (true) {
            var asked = request;
            var page = Peers.ask(journeys, PATIENCE, stub -> stub.listDefinitions(asked));
            page.getDefinitionsList().forEach(definition -> definitions.add(read(definition)));
            if (page.getNextPageToken().isEmpty()) {
                return definitions;
            }
            request = request.toBuilder().setPageToken(page.getNextPageToken()).build();
        }
    }

    private static Definition read(io.throughline.journey.v1.Definition told) {
        return new Definition(
                told.getName(),
                told.getVersion(),
                told.getTitle(),
                told.getGoal(),
                told.getOwner(),
                told.hasTargetTime()
                        ? Optional.of(Duration.ofSeconds(
                                told.getTargetTime().getSeconds(), told.getTargetTime().getNanos()))
                        : Optional.empty(),
                told.getPersonasList().stream()
                        .map(persona -> new Persona(persona.getName(), persona.getTitle(), persona.getWhen()))
                        .toList());
    }
}
