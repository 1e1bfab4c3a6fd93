package io.throughline.journey.journey;

import io.throughline.kit.database.Transaction;

/** Where the definitions in force come from. */
@FunctionalInterface
public interface RulebookSource {

    /** As committed before the present statement of {@code transaction}. */
    Rulebook read(Transaction transaction);
}
