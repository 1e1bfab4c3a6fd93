package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.journey.definition.Succession.InForce;
import io.throughline.journey.definition.Succession.Next;
import io.throughline.journey.definition.Succession.Unchanged;
import io.throughline.kit.error.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final String YAML = "name: a\ntitle: A\nentry: x\ncorrelate_by: order_id\n";
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void theFirstVersionCoversAllThePast() {
        assertThat(Succession.of(Draft.read(YAML + "effective_from: 2026-01-01\n"), Optional.empty(), Optional.of(NOW)))
                .isEqualTo(new Next(1, Optional.empty()));
    }

    @Test
    void whatSaysTheSameIsUnchanged() {
        var same = "# the same in other words\ntitle: A\nname: a\ncorrelate_by: order_id\nentry: \"x\"\n";

        assertThat(Succession.of(Draft.read(same), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void aChangeHoldsFromNowOn() {
        assertThat(Succession.of(changed(""), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Next(2, Optional.of(NOW)));
    }

    @Test
    void orFromWhenItSays() {
        assertThat(Succession.of(changed("effective_from: 2026-01-01\n"), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Next(2, Optional.of(Instant.parse("2026-01-01T00:00:00Z"))));
    }

    @Test
    void theClockMayStandStillBetweenVersions() {
        assertThat(Succession.of(changed(""), inForce(2, Optional.of(NOW)), Optional.of(NOW)))
                .isEqualTo(new Next(3, Optional.of(NOW)));
    }

    @Test
    void aVersionDoesNotGoBehindTheOneBefore() {
        assertThatThrownBy(() -> Succession.of(changed(""), inForce(2, Optional.of(LATER)), Optional.of(NOW)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("effective_from: line 1: is before that of version 2, which is 2026-03-02T08:01:00Z");
    }

    @Test
    void withoutATimeItMustBeSaid() {
        assertThatThrownBy(() -> Succession.of(changed(""), inForce(1, Optional.empty()), Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("effective_from: line 1: is missing, and the clock shows no time yet");
    }

    @Test
    void whatJourneysAreToldApartByStays() {
        var other = Draft.read(YAML.replace("order_id", "case_id"));

        assertThatThrownBy(() -> Succession.of(other, inForce(1, Optional.empty()), Optional.of(NOW)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("correlate_by: line 4: is not that of version 1, `order_id`");
    }

    private static Draft changed(String more) {
        return Draft.read(YAML + "achieved: y\n" + more);
    }

    private static Optional<InForce> inForce(int version, Optional<Instant> effectiveFrom) {
        return Optional.of(new InForce(version, YAML, effectiveFrom));
    }
}
