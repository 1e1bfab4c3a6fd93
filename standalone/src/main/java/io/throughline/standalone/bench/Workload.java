package io.throughline.standalone.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What happens to a made-up company's customers, the same for the same seed: in order of delivery, over 180 days; one in a
 * hundred is delivered late, by up to a day; one in a hundred is delivered twice; one in twenty brings a new identifier. Each
 * belongs to a journey of one of the definitions in {@code samples/bench}.
 *
 * @param distinct how many happen; a hundredth more are delivered
 * @param start of the 180 days
 */
public record Workload(long seed, int distinct, int customers, Instant start) {

    public static final Duration LENGTH = Duration.ofDays(180);

    private static final List<String> CHANNELS = List.of("web", "app", "phone", "email", "shop");
    private static final int LATE_ONE_IN = 100;
    private static final int REPEATED_ONE_IN = 100;
    private static final int NEW_IDENTIFIER_ONE_IN = 20;
    private static final long LONGEST_GAP_MILLIS = Duration.ofDays(3).toMillis();
    private static final int MOST_STEPS = 5;
    private static final int ERRANDS = 3;

    /** As a channel would deliver it. */
    public List<Happening> deliveries() {
        var random = new SplittableRandom(seed);
        var happenings = happenings(random);
        var deliveries = new ArrayList<Happening>(distinct + distinct / REPEATED_ONE_IN + 1);
        for (int number = 0; number < happenings.size(); number++) {
            var happening = happenings.get(number).numbered(number);
            if (random.nextInt(LATE_ONE_IN) == 0) {
                happening = happening.deliveredAt(happening.occurredAt().plusMillis(millis(random, Duration.ofDays(1))));
            }
            deliveries.add(happening);
            if (random.nextInt(REPEATED_ONE_IN) == 0) {
                deliveries.add(happening.deliveredAt(
                        happening.deliveredAt().plusMillis(millis(random, Duration.ofHours(1)))));
            }
        }
        deliveries.sort(Comparator.comparing(Happening::deliveredAt));
        return deliveries;
    }

    /** In order of time. */
    private List<Happening> happenings(RandomGenerator random) {
        var happenings = new ArrayList<Happening>(distinct + MOST_STEPS);
        long errand = 0;
        while (happenings.size() < distinct) {
            int customer = (int) (errand % customers);
            // Each of a customer's first errands has a part of the time for itself, so that the next begins after its end.
            int window = (int) (errand / customers) % ERRANDS;
            addErrand(happenings, errand++, customer, window, random);
        }
        var all = new ArrayList<>(happenings.subList(0, distinct));
        all.sort(Comparator.comparing(Happening::occurredAt));
        return all;
    }

    private void addErrand(List<Happening> happenings, long number, int customer, int window, RandomGenerator random) {
        var errand = Errand.any(random);
        int steps = 2 + random.nextInt(MOST_STEPS - 1);
        var windowLength = LENGTH.dividedBy(ERRANDS);
        var room = windowLength.minusMillis(LONGEST_GAP_MILLIS * MOST_STEPS);
        var time = start.plus(windowLength.multipliedBy(window)).plusMillis(millis(random, room));
        for (int step = 0; step < steps; step++) {
            happenings.add(new Happening(
                    0,
                    customer,
                    time,
                    time,
                    number,
                    errand.touchpoint(step, steps, random),
                    CHANNELS.get(random.nextInt(CHANNELS.size())),
                    random.nextInt(NEW_IDENTIFIER_ONE_IN) == 0));
            time = time.plusMillis(1 + random.nextLong(LONGEST_GAP_MILLIS));
        }
    }

    private static long millis(RandomGenerator random, Duration within) {
        return random.nextLong(within.toMillis());
    }
}
