package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import io.throughline.standalone.mapping.MappingReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanesTest {

    private static final String MAPPING = """
            mapping: shop
            occurred_at: time
            identifiers: {crm: who}
            channel: {constant: web}
            touchpoint: what
            """;
    private static final int LANES = 4;
    private static final int LINES = 64;

    @Test
    void what_carries_the_same_identifier_is_sent_in_the_logs_order() throws Exception {
        var sent = send(new LogIds(MappingReader.parse(Path.of("shop.mapping.yaml"), MAPPING).form()), LINES / 2);

        assertThat(sent).hasSize(LANES);
        assertThat(sent.values()).allSatisfy(lane -> assertThat(lane).isSorted());
        assertThat(sent.values()).allSatisfy(lane -> assertThat(lane.stream().filter(line -> line <= LINES / 2))
                .allMatch(line -> lane.contains(line + LINES / 2)));
    }

    @Test
    void lines_with_the_same_id_are_sent_in_the_logs_order_whoever_they_tell_of() throws Exception {
        var sent = send(new LogIds(MappingReader.parse(Path.of("shop.mapping.yaml"), MAPPING + "id: id\n").form()), LINES);

        assertThat(sent.values())
                .containsExactly(LongStream.rangeClosed(1, LINES).boxed().toList());
    }

    @Test
    @Timeout(20)
    void an_error_of_a_lane_reaches_whoever_adds() throws Exception {
        var ids = new LogIds(MappingReader.parse(Path.of("shop.mapping.yaml"), MAPPING).form());
        assertThatThrownBy(() -> {
                    try (var lanes = new Lanes(1, 1, _ -> {
                        throw new StackOverflowError("too deep");
                    })) {
                        for (long line = 1; line <= LINES; line++) {
                            lanes.add(ids.outgoing(line(line, "a")));
                        }
                        lanes.finish();
                    }
                })
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("too deep");
    }

    /** Which lines went down which lane, when all have one id and {@code customers} take turns. */
    private static Map<String, List<Long>> send(LogIds ids, int customers) {
        var sent = new ConcurrentHashMap<String, List<Long>>();
        try (var lanes = new Lanes(LANES, 1, batch -> sent.computeIfAbsent(
                        Thread.currentThread().getName(), _ -> new ArrayList<>())
                .add(batch.lines().getFirst().number()))) {
            for (long line = 1; line <= LINES; line++) {
                lanes.add(ids.outgoing(line(line, "customer " + line % customers)));
            }
            lanes.finish();
        }
        return sent;
    }

    private static Mapped line(long number, String customer) {
        return new Mapped(
                number,
                Interaction.newBuilder()
                        .setSource("shop")
                        .setId("1")
                        .addIdentifiers(Identifier.newBuilder().setNamespace("crm").setValue(customer))
                        .build());
    }
}
