package io.throughline.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.journey.intake.KnownIdentifiers.Holder;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.redirect.CustomerMoves;
import io.throughline.journey.testing.Beginning;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that heard of no erasure by itself. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ErasedIdentifiersIT {

    private static final UUID ADA = UUID.randomUUID();
    private static final UUID EVE = UUID.randomUUID();

    private static final UUID ADAS = new UUID(1, 1);
    private static final UUID EVES = new UUID(1, 2);
    private static final UUID EVES_ONCE_ADAS = new UUID(1, 3);

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    CustomerMoves moves;

    @Inject
    KnownIdentifiers known;

    private ErasedIdentifiers identifiers;

    @BeforeEach
    void begin() {
        beginning.under();
        identifiers = new ErasedIdentifiers(database, known);
        known.learn(ADAS, new Holder(ADA, new Anchor("email", "ada@example.org", 1), Instant.EPOCH));
        known.learn(EVES, new Holder(EVE, new Anchor("email", "eve@example.org", 2), Instant.EPOCH));
        known.learn(EVES_ONCE_ADAS, new Holder(EVE, new Anchor("phone", "+441234", 3), Instant.EPOCH));
    }

    @Test
    void forgetsWhatAnErasedCustomerHeld() {
        tell(Customer.newBuilder().setId(ADA.toString()).setErased(true));

        identifiers.forget();

        assertThat(isKnown(ADAS)).isFalse();
        assertThat(isKnown(EVES)).isTrue();
    }

    @Test
    void forgetsWhatWasErasedWithALaterHolder() {
        identifiers.forget();
        tell(Customer.newBuilder()
                .setId(EVE.toString())
                .addDepartures(Departure.newBuilder().setIdentifierKey(3)));

        identifiers.forget();

        assertThat(isKnown(EVES_ONCE_ADAS)).isFalse();
        assertThat(isKnown(EVES)).isTrue();
    }

    private boolean isKnown(UUID set) {
        return known.holder(set, Instant.EPOCH).isPresent();
    }

    private void tell(Customer.Builder customer) {
        database.inTransaction(transaction -> {
            moves.handle(
                    transaction,
                    List.of(CustomerChange.newBuilder().setCustomer(customer).build()));
            return null;
        });
    }
}
