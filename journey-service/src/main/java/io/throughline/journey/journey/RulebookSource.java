package io.throughline.journey.journey;

import io.throughline.kit.database.Transaction;
import java.util.Optional;

/** Where the definitions in force come from. */
public interface RulebookSource {

    /** SQL for the number of the latest change of how journeys run; 0 before the first. */
    String LATEST = "greatest((select max(id) from definition), (select max(changed) from migration), 0)";

    /** As committed before the present statement of {@code transaction}. */
    Rulebook read(Transaction transaction);

    /** Those with the change of the number {@code latest}, without asking the database; empty when they are not in memory yet. */
    Optional<Rulebook> known(long latest);
}
