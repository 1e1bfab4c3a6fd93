package io.throughline.standalone.replay;

import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.measurement.v1.GetFollowingRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits until the platform has drawn all conclusions: the journeys of customers who became one or fell apart are
 * folded, timers that are due have fired, and measurement has followed.
 */
final class Settling {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final long SECONDS_TO_ANSWER = 60;

    private final Clients clients;
    private final Patience patience;
    private final ReplayClock clock;
    private final Duration limit;

    /** @param limit how long nothing may change while something is still to be done */
    Settling(Clients clients, Patience patience, ReplayClock clock, Duration limit) {
        this.clients = clients;
        this.patience = patience;
        this.clock = clock;
        this.limit = limit;
    }

    /** What is still to be done. */
    private record Rest(long regroupings, long timersDue, boolean folding, long changesBehind) {

        static final Rest UNKNOWN = new Rest(-1, -1, true, -1);

        boolean isNone() {
            return regroupings == 0 && timersDue == 0 && !folding && changesBehind == 0;
        }
    }

    /** @param names of the definitions whose interactions of the past must be folded */
    void await(List<String> names) {
        var last = Rest.UNKNOWN;
        long changed = System.nanoTime();
        while (true) {
            // In the order in which one brings the next: what was none before is none after.
            var rest = new Rest(regroupings(), clock.read().getTimersDue(), folding(names), changesBehind());
            if (rest.isNone()) {
                return;
            }
            if (!rest.equals(last)) {
                last = rest;
                changed = System.nanoTime();
            }
            if (System.nanoTime() - changed > limit.toNanos()) {
                throw new PlatformException(
                        "for %d seconds nothing has moved, though %d timers are due and %d changes are not measured%s%s; the services' logs may tell why"
                                .formatted(
                                        limit.toSeconds(),
                                        rest.timersDue(),
                                        rest.changesBehind(),
                                        rest.folding() ? ", a definition is being folded" : "",
                                        rest.regroupings() > 0 ? ", customers are becoming one or falling apart" : ""));
            }
            Patience.pause(LOOK_EVERY);
        }
    }

    /** Whether what was recorded before is still being folded for one of them. */
    private boolean folding(List<String> definitions) {
        return definitions.stream()
                .anyMatch(name -> patience.untilAnswered(() -> clients.definitions()
                                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                                .getDefinition(GetDefinitionRequest.newBuilder().setName(name).build()))
                        .getDefinition()
                        .getFolding());
    }

    /** Customers who became one or fell apart, as identity-service has told and journey-service has not followed yet. */
    private long regroupings() {
        return patience.untilAnswered(() -> clients.journeys()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getFollowing(io.throughline.journey.v1.GetFollowingRequest.getDefaultInstance()))
                .getChangesBehind();
    }

    private long changesBehind() {
        return patience.untilAnswered(() -> clients.measurement()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getFollowing(GetFollowingRequest.getDefaultInstance()))
                .getChangesBehind();
    }
}
