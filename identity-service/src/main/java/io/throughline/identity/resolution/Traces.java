package io.throughline.identity.resolution;

import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Touched;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What there is of a customer who is to be erased, and what it has to do with others.
 *
 * @param identifiers that it holds, by row id
 * @param told the ids given out for one of them, and all who once held one
 * @param leading where these ids lead to
 * @param doubted who holds a value that joins nobody and was seen with one of them
 * @param freed those of these values that join others once they were not seen with them, by row id
 * @param evidence all links of the values freed, but for those with what is erased
 * @param touched what that evidence touches
 */
record Traces(
        UUID customer,
        List<Long> identifiers,
        Set<UUID> told,
        Set<UUID> leading,
        Set<UUID> doubted,
        List<Long> freed,
        Evidence evidence,
        Touched touched) {

    /** Whose locks are to be held before any of it is erased. */
    Set<UUID> concerned() {
        var concerned = new HashSet<>(told);
        concerned.add(customer);
        concerned.addAll(leading);
        concerned.addAll(doubted);
        concerned.addAll(touched.holders().values());
        return concerned;
    }
}
