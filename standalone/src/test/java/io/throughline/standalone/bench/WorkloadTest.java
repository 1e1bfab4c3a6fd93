package io.throughline.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import io.throughline.journey.v1.RecordInteractionsRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DISTINCT = 20_000;
    private static final Workload WORKLOAD = new Workload(7, DISTINCT, 2_000, START);
    private static final List<Happening> DELIVERIES = WORKLOAD.deliveries();

    @Test
    void the_same_seed_brings_the_same() {
        assertThat(new Workload(7, DISTINCT, 2_000, START).deliveries()).isEqualTo(DELIVERIES);
        assertThat(new Workload(8, DISTINCT, 2_000, START).deliveries()).isNotEqualTo(DELIVERIES);
    }

    @Test
    void each_happens_once_and_one_in_a_hundred_is_delivered_twice() {
        var numbers = new HashSet<Integer>();
        DELIVERIES.forEach(happening -> numbers.add(happening.number()));
        assertThat(numbers).hasSize(DISTINCT);
        assertThat((double) DELIVERIES.size() / DISTINCT).isCloseTo(1.01, within(0.003));
    }

    @Test
    void they_are_delivered_in_order_over_180_days_and_one_in_a_hundred_late() {
        assertThat(DELIVERIES).isSortedAccordingTo(Comparator.comparing(Happening::deliveredAt));
        var late = DELIVERIES.stream()
                .filter(happening -> Duration.between(happening.occurredAt(), happening.deliveredAt()).toHours() >= 1)
                .toList();
        assertThat((double) late.size() / DISTINCT).isCloseTo(0.0096, within(0.003));
        assertThat(DELIVERIES).allSatisfy(happening -> assertThat(happening.occurredAt())
                .isBetween(START, START.plus(Workload.LENGTH)));
        assertThat(DELIVERIES.getLast().occurredAt()).isAfter(START.plus(Duration.ofDays(165)));
    }

    @Test
    void one_in_twenty_brings_a_new_identifier() {
        assertThat(DELIVERIES.stream().filter(Happening::newIdentifier).count() / (double) DELIVERIES.size())
                .isCloseTo(0.05, within(0.01));
    }

    @Test
    void an_errand_begins_with_what_begins_a_journey_and_ends_before_the_customers_next() {
        Map<Long, Happening> first = new HashMap<>();
        Map<Long, Happening> last = new HashMap<>();
        DELIVERIES.stream().sorted(Comparator.comparing(Happening::occurredAt)).forEach(happening -> {
            first.putIfAbsent(happening.errand(), happening);
            last.put(happening.errand(), happening);
        });
        assertThat(first.values())
                .extracting(Happening::touchpoint)
                .containsOnly("bill.sent", "problem.reported", "order.placed");
        assertThat(first.values()).allSatisfy(begin -> assertThat(last.values())
                .filteredOn(end -> end.customer() == begin.customer() && end.errand() < begin.errand())
                .allSatisfy(end -> assertThat(end.occurredAt()).isBefore(begin.occurredAt())));
    }

    @Test
    void attributes_take_250_bytes() throws InvalidProtocolBufferException {
        var rendering = new Rendering("m");
        for (var happening : DELIVERIES.subList(0, 100)) {
            var row = rendering.row(happening).strip().split("\t");
            assertThat(row).hasSize(7);
            assertThat(row[6]).hasSize(Rendering.ATTRIBUTE_BYTES);
            assertThat(JsonFormat.printer().omittingInsignificantWhitespace()
                            .print(rendering.interaction(happening).getAttributes()))
                    .isEqualTo(row[6].replace("\": \"", "\":\"").replace("\", \"", "\",\""));
        }
    }

    @Test
    void what_happens_to_one_customer_is_sent_down_one_lane_in_order() throws InvalidProtocolBufferException {
        var load = Load.cut(DELIVERIES, new Rendering("m"), 4, 100);
        assertThat(load.deliveries()).isEqualTo(DELIVERIES.size());
        Map<String, Integer> laneOf = new HashMap<>();
        long count = 0;
        for (int lane = 0; lane < load.lanes().size(); lane++) {
            for (var request : load.lanes().get(lane)) {
                for (var interaction : RecordInteractionsRequest.parseFrom(request.encoded()).getInteractionsList()) {
                    var before = laneOf.put(interaction.getIdentifiers(0).getValue(), lane);
                    assertThat(before == null || before == lane).isTrue();
                    count++;
                }
            }
        }
        assertThat(count).isEqualTo(DELIVERIES.size());
        assertThat(Set.copyOf(laneOf.values())).containsExactlyInAnyOrder(0, 1, 2, 3);
    }
}
