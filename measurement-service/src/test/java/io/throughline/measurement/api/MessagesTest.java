package io.throughline.measurement.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void moneyIsToldInUnitsAndNanosOfOneSign() {
        assertThat(Messages.money("EUR", new BigDecimal("12.345678901"))).isEqualTo(euros(12, 345_678_901));
        assertThat(Messages.money("EUR", new BigDecimal("-12.5"))).isEqualTo(euros(-12, -500_000_000));
    }

    @Test
    void aSumBeyondWhatAMessageHoldsIsToldAsTheMostThatItDoes() {
        var most = BigDecimal.valueOf(Long.MAX_VALUE);

        assertThat(Messages.money("EUR", most)).isEqualTo(euros(Long.MAX_VALUE, 0));
        assertThat(Messages.money("EUR", most.add(new BigDecimal("0.000000001")))).isEqualTo(euros(Long.MAX_VALUE, 0));
        assertThat(Messages.money("EUR", most.multiply(BigDecimal.TEN))).isEqualTo(euros(Long.MAX_VALUE, 0));
        assertThat(Messages.money("EUR", most.multiply(BigDecimal.TEN).negate())).isEqualTo(euros(-Long.MAX_VALUE, 0));
    }

    private static Money euros(long units, int nanos) {
        return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).setNanos(nanos).build();
    }
}
