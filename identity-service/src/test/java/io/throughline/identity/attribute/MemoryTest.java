package io.throughline.identity.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.People;
import io.throughline.identity.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept depends on what was said and when, and on nothing else. */
class MemoryTest {

    private record Once(Said said, Instant at) {}

    @Test
    void neitherOrderNorRepetitionNorCuttingMatters() {
        int beyond = 0;
        for (long seed : Seeds.upTo(60)) {
            var random = new Random(seed);
            var all = random(random);
            var shuffled = new ArrayList<>(all);
            shuffled.addAll(all.subList(0, all.size() / 4));
            Collections.shuffle(shuffled, random);

            Map<Said, Instant> kept = Map.of();
            for (int start = 0; start < shuffled.size(); ) {
                int end = Math.min(shuffled.size(), start + 1 + random.nextInt(200));
                kept = Memory.of(kept, latest(shuffled.subList(start, end)));
                start = end;
            }

            assertThat(kept).as(Seeds.named(seed)).isEqualTo(oracle(latest(all)));
            beyond += kept.size() < latest(all).size() ? 1 : 0;
        }
        assertThat(beyond).as("how often something was left out").isPositive();
    }

    @Test
    void ofOneNameTheLatestAreKept() {
        var all = new HashMap<Said, Instant>();
        IntStream.range(0, 100).forEach(i -> all.put(said("crm", "page", i), People.NOON.plusSeconds(i)));
        all.put(said("crm", "birth_date", 0), People.NOON.minusSeconds(1));

        var kept = Memory.of(Map.of(), all);

        assertThat(kept).hasSize(Memory.VALUES_OF_A_NAME + 1).containsKey(said("crm", "birth_date", 0));
        assertThat(kept).containsKeys(said("crm", "page", 99), said("crm", "page", 68));
        assertThat(kept).doesNotContainKey(said("crm", "page", 67));
    }

    @Test
    void ofOneSourceTheLatestAreKeptAndOtherSourcesKeepTheirs() {
        var all = new HashMap<Said, Instant>();
        IntStream.range(0, 600).forEach(i -> all.put(said("web", "name-" + i, 0), People.NOON.plusSeconds(i)));
        all.put(said("crm", "plan", 0), People.NOON.minusSeconds(1));

        var kept = Memory.of(Map.of(), all);

        assertThat(kept).hasSize(Memory.OF_A_SOURCE + 1).containsKey(said("crm", "plan", 0));
        assertThat(kept).containsKey(said("web", "name-88", 0)).doesNotContainKey(said("web", "name-87", 0));
    }

    private static List<Once> random(Random random) {
        int names = 1 + random.nextInt(40);
        int values = 1 + random.nextInt(60);
        return IntStream.range(0, 200 + random.nextInt(3_000))
                .mapToObj(_ -> new Once(
                        said("source-" + random.nextInt(2), "name-" + random.nextInt(names), random.nextInt(values)),
                        People.NOON.plusSeconds(random.nextInt(500))))
                .toList();
    }

    private static Map<Said, Instant> latest(List<Once> all) {
        var latest = new HashMap<Said, Instant>();
        all.forEach(once -> latest.merge(once.said(), once.at(), Memory::later));
        return latest;
    }

    /** The rule spelt out: kept is of what fewer than so many come before, each name counting for its latest values only. */
    private static Map<Said, Instant> oracle(Map<Said, Instant> latest) {
        var kept = new HashMap<Said, Instant>();
        latest.forEach((said, at) -> {
            var before = new HashMap<String, Integer>();
            latest.forEach((other, otherAt) -> {
                int order = Comparator.<Instant>reverseOrder().compare(otherAt, at);
                if (other.source().equals(said.source()) && (order < 0 || order == 0 && Said.ORDER.compare(other, said) < 0)) {
                    before.merge(other.name(), 1, Integer::sum);
                }
            });
            int counted = before.values().stream().mapToInt(count -> Math.min(count, Memory.VALUES_OF_A_NAME)).sum();
            if (before.getOrDefault(said.name(), 0) < Memory.VALUES_OF_A_NAME && counted < Memory.OF_A_SOURCE) {
                kept.put(said, at);
            }
        });
        return kept;
    }

    private static Said said(String source, String name, int value) {
        return new Said(source, name, new AttributeValue.Number(value));
    }
}
