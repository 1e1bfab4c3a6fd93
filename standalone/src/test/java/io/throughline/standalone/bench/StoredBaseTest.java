package io.throughline.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredBaseTest {

    private static final StoredBase BASE = new StoredBase(7, 250_000, Instant.parse("2025-01-01T00:00:00Z"));

    @Test
    void its_portions_make_it_up() {
        assertThat(IntStream.range(0, BASE.portions()).mapToObj(BASE::portion).map(Workload::distinct))
                .containsExactly(100_000, 100_000, 50_000);
        assertThat(IntStream.range(0, BASE.portions()).map(place -> BASE.portion(place).customers()).sum())
                .isEqualTo(BASE.customers())
                .isEqualTo(25_000);
    }

    @Test
    void every_second_customer_who_follows_has_come_before_wherever_that_was() {
        var stored = new HashSet<String>();
        for (int place = 0; place < BASE.portions(); place++) {
            for (var happening : BASE.portion(place).deliveries()) {
                stored.add(BASE.rendering(place).interaction(happening).getIdentifiers(0).getValue());
            }
        }
        var names = BASE.followedBy("m", 1_000, 3);
        var following = IntStream.range(0, 3_000).mapToObj(names).toList();
        assertThat(following).doesNotHaveDuplicates();
        assertThat(following.stream().filter(stored::contains)).hasSize(1_000);
        assertThat(following.subList(0, 2_000).stream().filter(stored::contains)).hasSize(1_000);
        for (int place = 0; place < BASE.portions(); place++) {
            var prefix = "b" + place + "-";
            assertThat(following.stream().filter(name -> name.startsWith(prefix)))
                    .hasSize(BASE.portion(place).customers() / 25);
        }
    }
}
