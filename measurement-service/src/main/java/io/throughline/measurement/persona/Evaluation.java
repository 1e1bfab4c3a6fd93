package io.throughline.measurement.persona;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.measurement.definition.PersonaJson;
import io.throughline.measurement.persona.PersonaStore.Due;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Works out which personas customers are who are due: in the background, some hundred at a time, with what identity-service knows of
 * them at that time. It need not be there: once it is, they are worked out. Two replicas at it at once do the same twice.
 */
@ApplicationScoped
public class Evaluation {

    private static final Logger LOG = Logger.getLogger(Evaluation.class);

    /** As many customers at most as identity-service tells of at once. */
    private static final int AT_ONCE = 1_000;

    private record Compiled(String personas, PersonaRules rules) {}

    private final Database database;
    private final CustomerAttributes customers;

    /** By the definition's number, for what it said last. */
    private final Map<Integer, Compiled> compiled = new ConcurrentHashMap<>();

    private volatile boolean failing;

    @Inject
    public Evaluation(Database database, CustomerAttributes customers) {
        this.database = database;
        this.customers = customers;
    }

    /** Looks whether somebody is due, and works out all who are. */
    @Scheduled(every = "${throughline.personas.evaluate-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void finish() {
        try {
            List<Due> due;
            do {
                due = PersonaStore.due(database, AT_ONCE);
                evaluate(due);
            } while (due.size() == AT_ONCE);
            failing = false;
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            if (!failing) {
                LOG.warn("personas cannot be worked out for now: identity-service or the database is out of reach");
            }
            failing = true;
        }
    }

    private void evaluate(List<Due> due) {
        if (due.isEmpty()) {
            return;
        }
        var asked = new LinkedHashSet<UUID>();
        due.forEach(one -> asked.add(one.customer()));
        var known = customers.of(List.copyOf(asked));
        var personas = due.stream()
                .map(one -> rules(one).of(known.getOrDefault(one.customer(), Map.of())))
                .toList();
        database.inTransaction(transaction -> {
            PersonaStore.keep(transaction, due, personas);
            return null;
        });
    }

    private PersonaRules rules(Due due) {
        return compiled.compute(
                        due.definition(),
                        (_, before) -> before != null && before.personas().equals(due.personas())
                                ? before
                                : new Compiled(due.personas(), new PersonaRules(PersonaJson.read(due.personas()))))
                .rules();
    }
}
