package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.journey.definition.Succession.InForce;
import io.throughline.journey.definition.Succession.Newest;
import io.throughline.journey.definition.Succession.Next;
import io.throughline.journey.definition.Succession.Unchanged;
import io.throughline.kit.error.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final String YAML = "name: a\ntitle: A\nentry: x\ncorrelate_by: order_id\n";
    private static final String DRAFT = YAML + "achieved: y\nstatus: draft\n";
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void theFirstVersionCoversAllThePast() {
        assertThat(Succession.of(Draft.read(YAML + "effective_from: 2026-01-01\n"), Optional.empty(), Optional.empty(), Optional.of(NOW)))
                .isEqualTo(new Next(1, Optional.empty()));
    }

    @Test
    void whatSaysTheSameIsUnchanged() {
        var same = "# the same in other words\ntitle: A\nname: a\ncorrelate_by: order_id\nentry: \"x\"\n";

        assertThat(Succession.of(Draft.read(same), newest(1), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void aChangeHoldsFromNowOn() {
        assertThat(Succession.of(changed(""), newest(1), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Next(2, Optional.of(NOW)));
    }

    @Test
    void orFromWhenItSays() {
        assertThat(Succession.of(changed("effective_from: 2026-01-01\n"), newest(1), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Next(2, Optional.of(Instant.parse("2026-01-01T00:00:00Z"))));
    }

    @Test
    void theClockMayStandStillBetweenVersions() {
        assertThat(Succession.of(changed(""), newest(2), inForce(2, Optional.of(NOW)), Optional.of(NOW)))
                .isEqualTo(new Next(3, Optional.of(NOW)));
    }

    @Test
    void aVersionDoesNotGoBehindTheOneBefore() {
        assertThatThrownBy(() -> Succession.of(changed(""), newest(2), inForce(2, Optional.of(LATER)), Optional.of(NOW)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("effective_from: line 1: is before that of version 2, which is 2026-03-02T08:01:00Z");
    }

    @Test
    void withoutATimeItMustBeSaid() {
        assertThatThrownBy(() -> Succession.of(changed(""), newest(1), inForce(1, Optional.empty()), Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("effective_from: line 1: is missing, and the clock shows no time yet");
    }

    @Test
    void whatJourneysAreToldApartByStays() {
        var other = Draft.read(YAML.replace("order_id", "case_id"));

        assertThatThrownBy(() -> Succession.of(other, newest(1), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("correlate_by: line 4: is not that of version 1, `order_id`");
    }

    @Test
    void aDraftBecomesAVersionWithoutATime() {
        assertThat(Succession.of(draft(), newest(1), inForce(1, Optional.of(NOW)), Optional.of(LATER)))
                .isEqualTo(new Next(2, Optional.empty()));
        assertThat(Succession.of(draft(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(new Next(1, Optional.empty()));
    }

    @Test
    void aDraftIsComparedWithWhatWasAppliedLast() {
        var same = Optional.of(new Newest(2, DRAFT));
        var live = Optional.of(new Newest(3, YAML));

        assertThat(Succession.of(draft(), same, inForce(1, Optional.empty()), Optional.of(NOW))).isEqualTo(new Unchanged());
        assertThat(Succession.of(draft(), live, inForce(3, Optional.of(NOW)), Optional.of(NOW)))
                .isEqualTo(new Next(4, Optional.empty()));
    }

    @Test
    void whatWasADraftCoversThePastWhenItIsTheFirstToBeLive() {
        var live = Draft.read(DRAFT.replace("draft", "live"));

        assertThat(Succession.of(live, Optional.of(new Newest(1, DRAFT)), Optional.empty(), Optional.of(NOW)))
                .isEqualTo(new Next(2, Optional.empty()));
    }

    @Test
    void liveIsWhatADefinitionIsThatDoesNotSay() {
        assertThat(Succession.of(
                        Draft.read(YAML + "status: live\n"), newest(1), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void onlyWhatWasLiveIsRetired() {
        var retired = Draft.read(YAML + "status: retired\n");

        assertThat(Succession.of(retired, newest(1), inForce(1, Optional.empty()), Optional.of(NOW)))
                .isEqualTo(new Next(2, Optional.of(NOW)));
        assertThatThrownBy(() -> Succession.of(retired, Optional.of(new Newest(1, DRAFT)), Optional.empty(), Optional.of(NOW)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("status: line 5: retires what was never live; make it live, or a draft");
    }

    private static Draft draft() {
        return Draft.read(DRAFT);
    }

    private static Optional<Newest> newest(int version) {
        return Optional.of(new Newest(version, YAML));
    }

    private static Draft changed(String more) {
        return Draft.read(YAML + "achieved: y\n" + more);
    }

    private static Optional<InForce> inForce(int version, Optional<Instant> effectiveFrom) {
        return Optional.of(new InForce(version, YAML, effectiveFrom));
    }
}
