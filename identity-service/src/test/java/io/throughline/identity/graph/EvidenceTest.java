package io.throughline.identity.graph;

import static io.throughline.identity.People.NOON;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.RandomObservations;
import io.throughline.identity.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void eachTwoOfAnObservationAreLinked() {
        var evidence = Evidence.of(List.of(seen(crm("7"), email("ann"), phone("1"))));

        assertThat(evidence.links().keySet())
                .containsExactlyInAnyOrder(
                        Link.between(crm("7"), email("ann")),
                        Link.between(crm("7"), phone("1")),
                        Link.between(email("ann"), phone("1")));
    }

    @Test
    void theEarliestSightingIsKept() {
        var evidence = Evidence.of(List.of(
                seen("web", NOON, email("ann"), phone("1")),
                seen("shop", NOON.minusSeconds(1), phone("1"), email("ann")),
                seen("app", NOON, email("ann"), phone("1"))));

        assertThat(evidence.links())
                .containsOnly(java.util.Map.entry(
                        Link.between(email("ann"), phone("1")), new Sighting("shop", NOON.minusSeconds(1))));
    }

    @Test
    void neitherOrderNorRepetitionNorCuttingMatters() {
        for (long seed : Seeds.upTo(50)) {
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 30, 5);
            var again = RandomObservations.cut(random, observations, 7).stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(Evidence.of(again)).as(Seeds.named(seed)).isEqualTo(Evidence.of(observations));
        }
    }
}
