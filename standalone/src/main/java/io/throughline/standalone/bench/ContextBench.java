package io.throughline.standalone.bench;

import com.google.common.util.concurrent.ListenableFuture;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.JourneyServiceGrpc;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceFutureStub;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.platform.PlatformHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Measures how long the whole context of a customer takes, beside a call that reads one row by its key, on the same database and in
 * the same seconds: the two in turn, each at its time whether or not earlier answers are there.
 */
final class ContextBench {

    private static final int LANES = 4;
    private static final int BATCH = 250;
    private static final long SECONDS_TO_ANSWER = 30;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Whom and what is asked for: a customer, and one of the journeys of another. */
    private record Target(String customer, String journey, int journeys) {}

    private final PlatformHandle platform;
    private final Installation installation;
    private final Workload workload;
    private final Consumer<String> narrator;

    ContextBench(PlatformHandle platform, Installation installation, Workload workload, Consumer<String> narrator) {
        this.platform = platform;
        this.installation = installation;
        this.workload = workload;
        this.narrator = narrator;
    }

    ContextResult measure(int rate, Duration length) throws IOException {
        platform.start(Part.IDENTITY);
        platform.start(Part.JOURNEY);
        narrator.accept("recording %,d interactions of %,d customers".formatted(workload.distinct(), workload.customers()));
        var rendering = new Rendering("c");
        prepare();
        try (var feeder = new Feeder(platform.ports(), LANES)) {
            feeder.send(Load.cut(workload.deliveries(), rendering, LANES, BATCH));
        }
        letTimePass();
        var targets = targets(rendering);
        var random = new SplittableRandom(workload.seed());
        narrator.accept("warming up");
        ask(targets, rate, length.dividedBy(2), random);
        narrator.accept("asking %,d times a second for a context, and as often for one row".formatted(rate));
        var took = ask(targets, rate, length, random);
        double journeys = targets.stream().mapToInt(Target::journeys).average().orElseThrow();
        return new ContextResult(workload.seed(), rate, length, workload.distinct(), targets.size(), journeys, took);
    }

    private void prepare() throws IOException {
        platform.clients().clock().startReplay(StartReplayRequest.getDefaultInstance());
        for (var definition : definitions()) {
            platform.clients()
                    .definitions()
                    .applyDefinition(ApplyDefinitionRequest.newBuilder()
                            .setYaml(Files.readString(definition))
                            .build());
        }
    }

    private List<Path> definitions() throws IOException {
        try (var files = Files.list(installation.samples().resolve("bench"))) {
            return files.filter(file -> file.toString().endsWith(".journey.yaml")).sorted().toList();
        }
    }

    /** So that nothing is folded by timers while it is measured. */
    private void letTimePass() {
        var end = workload.start().plus(Workload.LENGTH);
        var clock = platform.clients().clock();
        clock.advanceClock(AdvanceClockRequest.newBuilder()
                .setTo(com.google.protobuf.Timestamp.newBuilder().setSeconds(end.getEpochSecond()))
                .build());
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (clock.getClock(GetClockRequest.getDefaultInstance()).getClock().getTimersDue() > 0) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException("timers were still due after " + LONGEST.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private List<Target> targets(Rendering rendering) {
        var targets = new ArrayList<Target>();
        for (int customer = 0; customer < workload.customers(); customer++) {
            var context = platform.clients()
                    .journeys()
                    .getCustomerContext(GetCustomerContextRequest.newBuilder()
                            .setIdentifier(rendering.identifier(customer))
                            .build());
            if (context.getJourneysCount() > 0) {
                targets.add(new Target(
                        context.getCustomerId(), context.getJourneys(0).getId(), context.getJourneysCount()));
            }
        }
        return targets;
    }

    private ContextResult.Latencies ask(List<Target> targets, int rate, Duration length, RandomGenerator random) {
        var journeys = JourneyServiceGrpc.newFutureStub(platform.clients().channel(Part.JOURNEY));
        long pause = TimeUnit.SECONDS.toNanos(1) / rate / 2;
        int times = Math.toIntExact(length.toNanos() / pause / 2);
        var contexts = new Stopwatches(times);
        var rows = new Stopwatches(times);
        long due = System.nanoTime();
        for (int i = 0; i < times; i++) {
            var customer = targets.get(random.nextInt(targets.size())).customer();
            await(due);
            contexts.time(i, due, context(journeys, customer));
            due += pause;
            var journey = targets.get(random.nextInt(targets.size())).journey();
            await(due);
            rows.time(i, due, row(journeys, journey));
            due += pause;
        }
        return new ContextResult.Latencies(contexts.sorted(), rows.sorted());
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static ListenableFuture<?> context(JourneyServiceFutureStub journeys, String customer) {
        return journeys.withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setCustomerId(customer)
                        .build());
    }

    private static ListenableFuture<?> row(JourneyServiceFutureStub journeys, String journey) {
        return journeys.withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getJourney(GetJourneyRequest.newBuilder().setJourneyId(journey).build());
    }
}
