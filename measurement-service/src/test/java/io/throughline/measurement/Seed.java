package io.throughline.measurement;

import java.util.Random;

/** Random tests can be replayed: they print the seed, and {@code -Dthroughline.seed=…} sets it. */
public final class Seed {

    private Seed() {}

    public static Random random(Class<?> test) {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dthroughline.seed=" + seed);
        return new Random(seed);
    }
}
