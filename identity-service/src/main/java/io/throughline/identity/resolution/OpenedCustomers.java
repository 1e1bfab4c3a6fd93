package io.throughline.identity.resolution;

import io.throughline.identity.graph.Touched;
import io.throughline.identity.identifier.Identifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Customers with everything that they consist of, and the row ids of their identifiers. */
record OpenedCustomers(Touched.Opened content, Map<Identifier, Long> ids) {

    static final OpenedCustomers NONE = new OpenedCustomers(Touched.Opened.NONE, Map.of());

    /**
     * Who loses or gains something by {@code moves}, and every id that leads elsewhere by them: an id given out once, though its
     * customer became another long ago, goes where its founder goes.
     */
    Set<UUID> concernedBy(List<Move> moves) {
        var concerned = new HashSet<UUID>();
        Map<Long, UUID> founded = new HashMap<>();
        content.founders().forEach((founder, customer) -> founded.put(ids.get(founder), customer));
        for (var move : moves) {
            concerned.add(move.from());
            concerned.add(move.to());
            if (founded.containsKey(move.identifier())) {
                concerned.add(founded.get(move.identifier()));
            }
        }
        return concerned;
    }
}
