package io.throughline.identity.resolution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What there is of a customer who is to be erased, and what it has to do with others.
 *
 * @param identifiers that it holds, by row id
 * @param told the ids given out for one of them, and all who once held one
 * @param leading where these ids lead to; an id that was erased before leads to itself
 */
record Traces(UUID customer, List<Long> identifiers, Set<UUID> told, Set<UUID> leading) {

    /**
     * Whose locks are to be held before any of it is erased. Whoever writes of an id that became another holds the lock of
     * that one: a customer may have been merged from more than PostgreSQL has locks.
     */
    Set<UUID> concerned() {
        var concerned = new HashSet<>(leading);
        concerned.add(customer);
        return concerned;
    }
}
