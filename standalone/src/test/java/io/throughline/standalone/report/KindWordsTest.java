package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.LifecycleStage;
import io.throughline.journey.v1.SignalKind;
import org.junit.jupiter.api.Test;

class KindWordsTest {

    @Test
    void everyKindIsReadAsItIsWritten() {
        assertThat(KindWords.all(SignalKind.class)).hasSize(8).allSatisfy(word -> assertThat(
                        KindWords.read(SignalKind.class, word).map(KindWords::of))
                .contains(word));
        assertThat(KindWords.all(JourneyState.class)).containsExactly("active", "stalled", "achieved", "abandoned", "exited");
        assertThat(KindWords.read(LifecycleStage.class, "support")).contains(LifecycleStage.LIFECYCLE_STAGE_SUPPORT);
    }

    @Test
    void whatIsNoKindIsNone() {
        assertThat(KindWords.read(JourneyState.class, "unspecified")).isEmpty();
        assertThat(KindWords.read(JourneyState.class, "unrecognized")).isEmpty();
        assertThat(KindWords.of(JourneyState.UNRECOGNIZED)).isEqualTo("unrecognized");
    }
}
