package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class JourneyMessagesTest {

    @Test
    void unitsAndNanosHaveOneSign() {
        var given = JourneyMessages.money("EUR", new BigDecimal("-12.5"));

        assertThat(given.getUnits()).isEqualTo(-12);
        assertThat(given.getNanos()).isEqualTo(-500_000_000);
    }

    @Test
    void aSumThatNoMessageHoldsIsToldAsTheMostThatOneDoes() {
        var beyond = new BigDecimal("1e19");

        assertThat(JourneyMessages.money("EUR", beyond).getUnits()).isEqualTo(Long.MAX_VALUE);
        assertThat(JourneyMessages.money("EUR", beyond.negate()).getUnits()).isEqualTo(-Long.MAX_VALUE);
    }
}
