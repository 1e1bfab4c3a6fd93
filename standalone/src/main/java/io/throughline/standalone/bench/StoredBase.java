package io.throughline.standalone.bench;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * What is stored before something is measured: {@code size} interactions, ten to a customer, in portions that are small enough to
 * be made in memory. Each portion has customers of its own.
 */
record StoredBase(long seed, int size, Instant start) {

    static final int PORTION = 100_000;
    private static final int INTERACTIONS_PER_CUSTOMER = 10;

    int portions() {
        return (size + PORTION - 1) / PORTION;
    }

    Workload portion(int place) {
        int interactions = Math.min(PORTION, size - place * PORTION);
        return new Workload(seed + place, interactions, customers(interactions), start);
    }

    Rendering rendering(int place) {
        return new Rendering(prefix(place));
    }

    int customers() {
        return (portions() - 1) * customers(PORTION)
                + customers(size - (portions() - 1) * PORTION);
    }

    /**
     * The names of the customers of a later workload: every second one of the first {@code 2 * returning} has come before, and
     * all of these are spread evenly over the base; the others are new.
     *
     * @param prefix of the new ones
     * @param returning at most {@link #customers()}
     */
    IntFunction<String> followedBy(String prefix, int returning, long choice) {
        var random = new SplittableRandom(choice);
        var known = new String[returning];
        for (int i = 0; i < returning; i++) {
            long from = (long) i * customers() / returning;
            long to = (long) (i + 1) * customers() / returning;
            known[i] = name((int) random.nextLong(from, to));
        }
        return customer -> customer % 2 == 0 && customer / 2 < returning
                ? known[customer / 2]
                : Rendering.customer(prefix, customer);
    }

    private static String name(int customer) {
        int place = customer / customers(PORTION);
        return Rendering.customer(prefix(place), customer % customers(PORTION));
    }

    private static int customers(int interactions) {
        return Math.max(1, interactions / INTERACTIONS_PER_CUSTOMER);
    }

    private static String prefix(int place) {
        return "b" + place + "-";
    }
}
