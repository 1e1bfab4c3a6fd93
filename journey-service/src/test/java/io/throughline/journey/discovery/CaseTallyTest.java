package io.throughline.journey.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.discovery.Discovered.Cut;
import io.throughline.journey.discovery.Discovered.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseTallyTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final int WORLDS = 500;

    /** One interaction of a case. */
    private record Met(String name, String touchpoint, Instant at) {}

    @Test
    void countingOnTheWayFindsWhatTheWholeCasesShow() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("CaseTallyTest seed " + seed);
        var seeds = new Random(seed);
        for (int i = 0; i < WORLDS; i++) {
            long world = i == 0 ? seed : seeds.nextLong();
            var customers = anyCustomers(new Random(world));
            assertThat(said(tallied(customers))).as("world of seed %d", world).isEqualTo(expected(customers));
        }
    }

    private static List<List<Met>> anyCustomers(Random random) {
        var customers = new ArrayList<List<Met>>();
        for (int customer = random.nextInt(6); customer > 0; customer--) {
            var met = new ArrayList<Met>();
            var at = MONDAY;
            for (int i = random.nextInt(30); i > 0; i--) {
                at = at.plus(Duration.ofMinutes(random.nextInt(1_000)));
                met.add(new Met("case " + random.nextInt(3), "t" + random.nextInt(5), at));
            }
            customers.add(met);
        }
        return customers;
    }

    private static Discovered tallied(List<List<Met>> customers) {
        var tally = new CaseTally(10_000, 10_000);
        for (var customer : customers) {
            customer.forEach(met -> tally.take(met.name(), met.touchpoint(), met.at()));
            tally.endOfCustomer();
        }
        return tally.result();
    }

    /** Every figure by a name of its own. */
    private static Map<String, Object> said(Discovered found) {
        var said = new TreeMap<String, Object>();
        said.put("cases", found.cases());
        said.put("interactions", found.interactions());
        said.put("distinct variants", found.distinctVariants());
        said.put("distinct pairs", found.distinctPairs());
        found.variants().forEach(one -> said.put("variant " + one.touchpoints(), one.cases()));
        found.pairs().forEach(one -> {
            said.put("pair " + one.touchpoint() + one.followedBy(), one.times());
            said.put("mean " + one.touchpoint() + one.followedBy(), one.time().mean().toMillis());
        });
        found.touchpoints().forEach(one -> said.put(
                "touchpoint " + one.touchpoint(), List.of(one.interactions(), one.cases(), one.begun(), one.ended())));
        found.duration().ifPresent(time -> said.put("duration", time.mean().toMillis()));
        found.pauses().ifPresent(time -> said.put("pauses", time.count()));
        found.first().ifPresent(time -> said.put("first", time));
        found.last().ifPresent(time -> said.put("last", time));
        assertThat(found.cut()).isEqualTo(new Cut(0, 0, 0, 0, 0));
        return said;
    }

    private static Map<String, Object> expected(List<List<Met>> customers) {
        var cases = new ArrayList<List<Met>>();
        for (var customer : customers) {
            var byName = new HashMap<String, List<Met>>();
            customer.forEach(met -> byName.computeIfAbsent(met.name(), _ -> new ArrayList<>()).add(met));
            cases.addAll(byName.values());
        }
        var numbers = new TreeMap<String, Long>();
        var pauses = new HashMap<String, List<Long>>();
        var touchpoints = new TreeMap<String, List<Long>>();
        for (var one : cases) {
            var way = one.stream().map(Met::touchpoint).toList();
            numbers.merge("variant " + way, 1L, Long::sum);
            for (int i = 1; i < way.size(); i++) {
                var pair = way.get(i - 1) + way.get(i);
                numbers.merge("pair " + pair, 1L, Long::sum);
                pauses.computeIfAbsent(pair, _ -> new ArrayList<>())
                        .add(Duration.between(one.get(i - 1).at(), one.get(i).at()).toMillis());
            }
            for (var touchpoint : new HashSet<>(way)) {
                long times = way.stream().filter(touchpoint::equals).count();
                touchpoints.merge(
                        touchpoint,
                        List.of(
                                times,
                                1L,
                                way.getFirst().equals(touchpoint) ? 1L : 0L,
                                way.getLast().equals(touchpoint) ? 1L : 0L),
                        CaseTallyTest::sum);
            }
        }
        var expected = new TreeMap<String, Object>(numbers);
        touchpoints.forEach((touchpoint, figures) -> expected.put("touchpoint " + touchpoint, figures));
        pauses.forEach((pair, times) -> expected.put("mean " + pair, mean(times)));
        expected.put("cases", (long) cases.size());
        expected.put("interactions", (long) cases.stream().mapToInt(List::size).sum());
        expected.put("distinct variants", numbers.keySet().stream().filter(name -> name.startsWith("variant")).count());
        expected.put("distinct pairs", (long) pauses.size());
        if (!cases.isEmpty()) {
            var durations = cases.stream()
                    .map(one -> Duration.between(one.getFirst().at(), one.getLast().at()).toMillis())
                    .toList();
            expected.put("duration", mean(durations));
            expected.put("first", cases.stream().map(one -> one.getFirst().at()).min(Instant::compareTo).get());
            expected.put("last", cases.stream().map(one -> one.getLast().at()).max(Instant::compareTo).get());
        }
        if (!pauses.isEmpty()) {
            expected.put("pauses", (long) pauses.values().stream().mapToInt(List::size).sum());
        }
        return expected;
    }

    private static List<Long> sum(List<Long> left, List<Long> right) {
        var sum = new ArrayList<Long>();
        for (int i = 0; i < left.size(); i++) {
            sum.add(left.get(i) + right.get(i));
        }
        return List.copyOf(sum);
    }

    private static long mean(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).sum() / times.size();
    }

    @Test
    void waysThatDifferFarDownAreDifferent() {
        var tally = new CaseTally(10, 10);
        for (var last : List.of("x", "y", "x")) {
            for (int i = 0; i < 200; i++) {
                tally.take("", i == 199 ? last : "t" + i % 3, MONDAY.plusSeconds(i));
            }
            tally.endOfCustomer();
        }

        var variants = tally.result().variants();
        assertThat(variants).extracting(Variant::cases).containsExactly(2L, 1L);
        assertThat(variants).extracting(Variant::length).containsExactly(200L, 200L);
        assertThat(variants.getFirst().touchpoints()).hasSize(Way.LONGEST).startsWith("t0", "t1", "t2");
    }

    @Test
    void whatThereIsNoRoomForIsSaid() {
        var tally = new CaseTally(10, 10, 2, 2, 3, 2);
        for (int customer = 0; customer < 4; customer++) {
            for (int i = 0; i < 3; i++) {
                tally.take("case " + i, "t" + (customer + i) % 5, MONDAY.plusSeconds(i));
            }
            tally.take("case 2", "t0", MONDAY.plusSeconds(9));
            tally.take("case 2", "t1", MONDAY.plusSeconds(10));
            tally.endOfCustomer();
        }

        var found = tally.result();
        assertThat(found.cases()).isEqualTo(12);
        assertThat(found.cut().closedEarly()).isEqualTo(4);
        assertThat(found.cut().atOtherTouchpoints()).isPositive();
        assertThat(found.cut().otherPairs()).isPositive();
        assertThat(found.cut().variantsLowBy()).isPositive();
        assertThat(found.variants().stream().mapToLong(Variant::cases).sum() + found.cut().casesOfOtherVariants())
                .isEqualTo(12);
        assertThat(found.touchpoints()).hasSize(3);
        assertThat(found.interactions())
                .isEqualTo(found.touchpoints().stream().mapToLong(TouchpointFigures::interactions).sum()
                        + found.cut().atOtherTouchpoints());
    }
}
