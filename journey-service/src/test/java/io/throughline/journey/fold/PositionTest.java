package io.throughline.journey.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID LOW = UUID.fromString("7fffffff-ffff-ffff-ffff-ffffffffffff");
    private static final UUID HIGH = UUID.fromString("80000000-0000-0000-0000-000000000000");

    @Test
    void timeComesFirst() {
        assertThat(new Position(NOON.plusSeconds(1), 0, LOW)).isGreaterThan(new Position(NOON, 9, HIGH));
    }

    @Test
    void thenTheSourcesSequence() {
        assertThat(new Position(NOON, 2, LOW)).isGreaterThan(new Position(NOON, 1, HIGH));
    }

    @Test
    void thenTheIdAsUnsignedBytes() {
        assertThat(new Position(NOON, 0, HIGH)).isGreaterThan(new Position(NOON, 0, LOW));
    }

    @Test
    void whatPostgresCannotKeepIsRefused() {
        assertThatThrownBy(() -> new Position(NOON.plusNanos(1), 0, LOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
