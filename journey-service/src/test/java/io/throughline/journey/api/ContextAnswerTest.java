package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.context.CustomerContext;
import io.throughline.journey.interaction.RecentInteraction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContextAnswerTest {

    private static final CustomerContext THREE_VISITS = new CustomerContext(
            Visits.CUSTOMER,
            Stream.of("a", "b", "c").map(Visits::visit).toList(),
            List.of(new RecentInteraction(new UUID(1, 1), "test", Instant.EPOCH, "web", "shop.entered")),
            Optional.empty(),
            Optional.empty());

    @Test
    void anAnswerEndsBeforeTheJourneyThatExceedsIt() {
        long two = 2L * JourneyMessages.journey(Visits.visit("a")).getSerializedSize();

        var answer = ContextAnswer.of(THREE_VISITS, two);

        assertThat(answer.getJourneysList())
                .containsExactly(
                        JourneyMessages.journey(Visits.visit("a")), JourneyMessages.journey(Visits.visit("b")));
        assertThat(answer.getRecentInteractionsCount()).isEqualTo(1);
    }

    @Test
    void aJourneyThatExceedsItByItselfIsToldAlone() {
        assertThat(ContextAnswer.of(THREE_VISITS, 1).getJourneysCount()).isEqualTo(1);
    }
}
