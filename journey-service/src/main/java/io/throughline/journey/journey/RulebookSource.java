package io.throughline.journey.journey;

import io.throughline.kit.database.Transaction;
import java.util.Optional;

/** Where the definitions in force come from. */
public interface RulebookSource {

    /** As committed before the present statement of {@code transaction}. */
    Rulebook read(Transaction transaction);

    /** Those with the version of the id {@code newest}, without asking the database; empty when they are not in memory yet. */
    Optional<Rulebook> known(long newest);
}
