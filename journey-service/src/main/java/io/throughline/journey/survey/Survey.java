package io.throughline.journey.survey;

import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.InteractionPage;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads all interactions, along their primary key. Each page is a transaction of its own, of some milliseconds, so nothing is held
 * while the whole lasts: what is recorded, moved or erased meanwhile may count as it was before or as it is after.
 */
@ApplicationScoped
public class Survey {

    private static final int PAGE = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Position BEGINNING = new Position(Instant.parse("0001-01-01T00:00:00Z"), 0, BEFORE_ALL);

    /**
     * What a survey goes by.
     *
     * @param asOf what occurred after it does not count; empty while the clock shows nothing yet: then all that is recorded does
     */
    public record Basis(Rulebook rules, Optional<Instant> asOf) {}

    private final Database database;
    private final RulebookSource rulebook;

    @Inject
    public Survey(Database database, RulebookSource rulebook) {
        this.database = database;
        this.rulebook = rulebook;
    }

    /** The definitions in force and what the clock shows, at one moment. */
    public Basis basis() {
        return database.inTransaction(transaction ->
                new Basis(rulebook.read(transaction), ClockStore.read(transaction).now()));
    }

    /**
     * Hands {@code reader} all interactions up to {@code asOf}.
     *
     * @return how many interactions were looked at
     * @throws java.util.concurrent.CancellationException when {@code watch} stops it
     */
    public long read(Optional<Instant> asOf, Watch watch, CustomerReader reader) {
        var customer = BEFORE_ALL;
        var position = BEGINNING;
        long looked = 0;
        InteractionPage page;
        do {
            watch.looked(looked);
            page = page(customer, position);
            for (var owned : page.interactions()) {
                if (!owned.customer().equals(customer) && looked > 0) {
                    reader.endOfCustomer(customer);
                }
                customer = owned.customer();
                position = owned.interaction().position();
                if (asOf.filter(position.occurredAt()::isAfter).isEmpty()) {
                    reader.take(owned.interaction());
                }
                looked++;
            }
        } while (!page.isLast());
        if (looked > 0) {
            reader.endOfCustomer(customer);
        }
        return looked;
    }

    private InteractionPage page(UUID customer, Position after) {
        return database.inTransaction(transaction -> InteractionStore.page(transaction, customer, after, PAGE));
    }
}
