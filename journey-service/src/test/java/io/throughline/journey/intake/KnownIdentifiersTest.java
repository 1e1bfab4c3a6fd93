package io.throughline.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.intake.KnownIdentifiers.Holder;
import io.throughline.journey.interaction.Anchor;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownIdentifiersTest {

    private static final UUID SET = new UUID(1, 1);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Anchor ADA = new Anchor("email", "ada@example.org", 1);

    private final UUID customer = UUID.randomUUID();
    private final KnownIdentifiers known = new KnownIdentifiers(new Configuration());

    @Test
    void whatIsAskedAgainLaterKeepsWhatIsKnownOfEarlier() {
        known.learn(SET, new Holder(UUID.randomUUID(), ADA, NOON));

        known.learn(SET, new Holder(customer, ADA, NOON.plusSeconds(60)));

        assertThat(known.holder(SET, NOON)).contains(new Holder(customer, ADA, NOON));
        assertThat(known.holder(SET, NOON.minusSeconds(1))).isEmpty();
    }

    @Test
    void whoCameBackAfterAnErasureHasNoEarlierTime() {
        known.learn(SET, new Holder(UUID.randomUUID(), ADA, NOON));

        known.learn(SET, new Holder(customer, new Anchor("email", "ada@example.org", 2), NOON.plusSeconds(60)));

        assertThat(known.holder(SET, NOON)).isEmpty();
    }

    private static final class Configuration implements IntakeConfiguration {

        @Override
        public int transactions() {
            return 1;
        }

        @Override
        public int batchesOfStream() {
            return 1;
        }

        @Override
        public int knownIdentifierSets() {
            return 10;
        }
    }
}
