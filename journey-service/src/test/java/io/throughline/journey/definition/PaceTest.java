package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void aTransactionComesToTakeWhatItIsToTake() {
        var perCustomer = Duration.ofMillis(5);
        var pace = new Pace();
        IntStream.range(0, 20).forEach(_ -> pace.after(perCustomer.multipliedBy(pace.page())));

        assertThat(perCustomer.multipliedBy(pace.page())).isBetween(Pace.AIM.dividedBy(2), Pace.AIM.multipliedBy(2));
    }

    @Test
    void aPageStaysWithinItsBounds() {
        var pace = new Pace();
        IntStream.range(0, 20).forEach(_ -> pace.after(Duration.ZERO));
        assertThat(pace.page()).isEqualTo(Pace.LARGEST_PAGE);
        IntStream.range(0, 20).forEach(_ -> pace.after(Duration.ofMinutes(1)));
        assertThat(pace.page()).isEqualTo(Pace.SMALLEST_PAGE);
    }

    @Test
    void theJobRestsAsLongAsItWorks() {
        var pace = new Pace();

        assertThat(pace.after(Duration.ofMillis(180))).isEqualTo(Duration.ofMillis(180));
        assertThat(pace.after(Duration.ofMinutes(1))).isEqualTo(Pace.LONGEST_REST);
    }
}
