package io.throughline.journey.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.discovery.BoundedCounts.Counted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedCountsTest {

    @Test
    void countsExactlyAsLongAsThereIsRoom() {
        var counts = new BoundedCounts<String>(3);
        for (var what : "a b b c c".split(" ")) {
            counts.add(what);
        }

        assertThat(counts.first(2, Comparator.naturalOrder())).containsExactly(new Counted<>("b", 2), new Counted<>("c", 2));
        assertThat(counts.kinds()).isEqualTo(3);
        assertThat(counts.others()).isZero();
        assertThat(counts.lowBy()).isZero();
    }

    @Test
    void withoutRoomNoCountIsTooHighAndNoneTooLowByMoreThanItSays() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("BoundedCountsTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var counts = new BoundedCounts<Integer>(1 + random.nextInt(20));
            var truth = new HashMap<Integer, Long>();
            long total = random.nextInt(2_000);
            for (int i = 0; i < total; i++) {
                int what = (int) Math.abs(random.nextGaussian() * 15);
                counts.add(what);
                truth.merge(what, 1L, Long::sum);
            }

            var kept = new HashMap<Integer, Long>();
            counts.first(100, Comparator.naturalOrder()).forEach(one -> kept.put(one.what(), one.count()));
            assertThat(kept.values().stream().mapToLong(Long::longValue).sum() + counts.others()).isEqualTo(total);
            for (Map.Entry<Integer, Long> one : truth.entrySet()) {
                assertThat(kept.getOrDefault(one.getKey(), 0L))
                        .isBetween(one.getValue() - counts.lowBy(), one.getValue());
            }
        }
    }
}
