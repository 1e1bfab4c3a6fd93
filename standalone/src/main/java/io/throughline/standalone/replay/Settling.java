package io.throughline.standalone.replay;

import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.measurement.v1.GetFollowingRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits until the platform has drawn all conclusions from what was sent: the journeys of customers who became one or fell
 * apart are folded, timers that are due have fired, and measurement has followed. What others send meanwhile is not waited
 * for: on a platform that serves there may be no moment at which nothing is under way.
 */
final class Settling {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final long SECONDS_TO_ANSWER = 60;

    /** Ages are told in whole milliseconds, cut off. */
    private static final Duration ROUNDED = Duration.ofMillis(1);

    /** How many times the limit a definition may be folded, since nothing tells how far that has come. */
    private static final int LIMITS_TO_FOLD = 12;

    private final Clients clients;
    private final Patience patience;
    private final ReplayClock clock;
    private final Duration limit;

    /** @param limit how long nothing may come nearer while something is still to be done */
    Settling(Clients clients, Patience patience, ReplayClock clock, Duration limit) {
        this.clients = clients;
        this.patience = patience;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * What is still to be done.
     *
     * @param age how long the oldest of it has been waiting; empty where that is not told
     */
    private record Rest(long count, Optional<Duration> age) {

        static Rest of(long count) {
            return new Rest(count, Optional.empty());
        }

        static Rest of(long count, com.google.protobuf.Duration age) {
            return new Rest(count, Optional.of(Duration.ofSeconds(age.getSeconds(), age.getNanos())));
        }

        /** Whether all of it came up within {@code time}. */
        boolean isYoungerThan(Duration time) {
            return count == 0 || age.filter(oldest -> oldest.plus(ROUNDED).compareTo(time) < 0).isPresent();
        }
    }

    /** @param names of the definitions whose interactions of the past must be folded */
    void await(List<String> names) {
        // In the order in which one brings the next.
        await(this::regroupings, limit, "changes of customers who became one or fell apart are not followed");
        await(() -> folding(names), limit.multipliedBy(LIMITS_TO_FOLD), "definitions are being folded");
        await(() -> Rest.of(clock.read().getTimersDue()), limit, "timers are due");
        await(this::unmeasured, limit, "changes are not measured");
    }

    /** Waits until what was to be done when this began is done. */
    private void await(Supplier<Rest> question, Duration limit, String what) {
        long began = System.nanoTime();
        var standstill = new Standstill(limit);
        while (true) {
            var asked = Duration.ofNanos(System.nanoTime() - began);
            var rest = question.get();
            if (rest.isYoungerThan(asked)) {
                return;
            }
            if (standstill.isReached(asked, rest)) {
                throw new PlatformException("for %d seconds nothing has moved, though %d %s; the services' logs may tell why"
                        .formatted(limit.toSeconds(), rest.count(), what));
            }
            Patience.pause(LOOK_EVERY);
        }
    }

    /** Notices when what is to be done comes no nearer: it is not less than ever, and its oldest is still the same. */
    private static final class Standstill {

        private final Duration limit;
        private long least = Long.MAX_VALUE;
        private long newestOldest = Long.MIN_VALUE;
        private Duration moved = Duration.ZERO;

        Standstill(Duration limit) {
            this.limit = limit;
        }

        /** @param now since when it is waited for */
        boolean isReached(Duration now, Rest rest) {
            // In whole seconds, so that an answer that takes longer than another is no movement.
            long cameUp = rest.age().map(age -> now.minus(age).toSeconds()).orElse(Long.MIN_VALUE);
            if (rest.count() < least || cameUp > newestOldest) {
                moved = now;
            }
            least = Math.min(least, rest.count());
            newestOldest = Math.max(newestOldest, cameUp);
            return now.minus(moved).compareTo(limit) > 0;
        }
    }

    /** Those of them for which what was recorded before is still being folded. */
    private Rest folding(List<String> definitions) {
        return Rest.of(definitions.stream()
                .filter(name -> patience.untilAnswered(() -> clients.definitions()
                                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                                .getDefinition(GetDefinitionRequest.newBuilder().setName(name).build()))
                        .getDefinition()
                        .getFolding())
                .count());
    }

    /** Customers who became one or fell apart, as identity-service has told and journey-service has not followed yet. */
    private Rest regroupings() {
        var following = patience.untilAnswered(() -> clients.journeys()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getFollowing(io.throughline.journey.v1.GetFollowingRequest.getDefaultInstance()));
        return Rest.of(following.getChangesBehind(), following.getBehind());
    }

    private Rest unmeasured() {
        var following = patience.untilAnswered(() -> clients.measurement()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getFollowing(GetFollowingRequest.getDefaultInstance()));
        return Rest.of(following.getChangesBehind(), following.getBehind());
    }
}
