package io.throughline.identity.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.sun.management.OperatingSystemMXBean;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.IdentityService;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.kit.test.PostgresResource;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prints how long Resolve takes over gRPC, batches of 1000 against a durable PostgreSQL; not part of the tests:
 * {@code mvn test -Dtest=ResolveMeasurement}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ResolveMeasurement {

    private static final int BATCH = 1000;
    private static final int BATCHES = 60;

    @GrpcClient("identity")
    IdentityService identity;

    @Test
    void resolve() throws Exception {
        var random = new Random(1);
        measure("warming up", 1, batches(random, "w", 0));
        var people = batches(random, "p", 0);
        measure("all new", 1, people);
        measure("all known", 1, people);
        measure("all known, 4 callers", 4, people);
        measure("one in twenty new", 1, batches(random, "p", 50));
        measure("one in twenty new, 4 callers", 4, batches(random, "p", 50));
        measure("all new, 4 callers", 4, batches(random, "q", 0));
        measure("all new, each of 5 attributes", 1, saying(batches(random, "r", 0), 0));
        measure("the same said again", 1, saying(batches(random, "r", 0), 0));
        measure("the same said later", 1, saying(batches(random, "r", 0), 3_600));
    }

    /** Observations of a crm number and an e-mail address, {@code newPhones} of each batch with a phone never seen before. */
    private static List<ResolveRequest> batches(Random random, String town, int newPhones) {
        return IntStream.range(0, BATCHES)
                .mapToObj(batch -> {
                    var request = ResolveRequest.newBuilder();
                    for (int i = 0; i < BATCH; i++) {
                        int person = newPhones == 0 ? batch * BATCH + i : random.nextInt(BATCHES * BATCH);
                        var observation = Observation.newBuilder()
                                .setSource("web")
                                .setObservedAt(Timestamp.newBuilder().setSeconds(1_772_366_400L + batch))
                                .addIdentifiers(identifier("crm", town + person))
                                .addIdentifiers(identifier("email", town + person + "@example.org"));
                        if (i < newPhones) {
                            observation.addIdentifiers(identifier("phone", "" + random.nextLong()));
                        }
                        request.addObservations(observation);
                    }
                    return request.build();
                })
                .toList();
    }

    /** As {@code requests}, so many seconds later, and each observation has five attributes. */
    private static List<ResolveRequest> saying(List<ResolveRequest> requests, int later) {
        var attributes = Struct.newBuilder();
        for (int i = 0; i < 5; i++) {
            attributes.putFields("attribute-" + i, Value.newBuilder().setStringValue("value-" + i).build());
        }
        return requests.stream()
                .map(request -> {
                    var saying = request.toBuilder();
                    saying.getObservationsBuilderList().forEach(observation -> {
                        observation.setAttributes(attributes);
                        observation.getObservedAtBuilder().setSeconds(observation.getObservedAt().getSeconds() + later);
                    });
                    return saying.build();
                })
                .toList();
    }

    private void measure(String what, int callers, List<ResolveRequest> requests) throws Exception {
        long start = System.nanoTime();
        long cpuBefore = cpuNanos();
        var each = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var calls = requests.stream()
                    .<Callable<Long>>map(request -> () -> {
                        long begin = System.nanoTime();
                        var answer = identity.resolve(request).await().indefinitely();
                        assertThat(answer.getResolutions(0).hasResolved()).isTrue();
                        return System.nanoTime() - begin;
                    })
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                each.add(call.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var sorted = each.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "measured: %-30s %8.0f observations/s, a batch of %d: median %.1f ms, p90 %.1f ms; %.1f ms of this JVM's CPU%n",
                what,
                BATCH * requests.size() / seconds,
                BATCH,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 9 / 10] / 1e6,
                (cpuNanos() - cpuBefore) / 1e6 / requests.size());
    }

    /** Of the service and its caller together; tells more than the clock does on a machine that is busy otherwise. */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Identifier identifier(String namespace, String value) {
        return Identifier.newBuilder().setNamespace(namespace).setValue(value).build();
    }
}
