package io.throughline.identity.resolution;

import io.throughline.identity.graph.Touched;
import io.throughline.identity.identifier.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Customers with everything that they consist of, and the row ids of their identifiers. */
record OpenedCustomers(Touched.Opened content, Map<Identifier, Long> ids) {

    static final OpenedCustomers NONE = new OpenedCustomers(Touched.Opened.NONE, Map.of());

    /**
     * Who loses or gains something by {@code moves}, and every id that was given out for one of these identifiers: though its
     * customer became another long ago, it was told to lead to one from whom its founder may have parted by now, whether by
     * going or by staying.
     */
    Set<UUID> concernedBy(List<Move> moves) {
        if (moves.isEmpty()) {
            return Set.of();
        }
        var concerned = new HashSet<>(content.founders().values());
        for (var move : moves) {
            concerned.add(move.from());
            concerned.add(move.to());
        }
        return concerned;
    }
}
