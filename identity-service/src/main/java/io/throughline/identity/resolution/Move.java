package io.throughline.identity.resolution;

import io.throughline.identity.graph.Regrouping;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An identifier that goes from one customer to another. */
record Move(long identifier, UUID from, UUID to) {

    /** Those that {@code regrouping} asks of the customers that were {@code opened}. */
    static List<Move> of(OpenedCustomers opened, Regrouping regrouping) {
        var moves = new ArrayList<Move>();
        opened.content().members().forEach((identifier, from) -> {
            var to = regrouping.holders().get(identifier);
            if (!to.equals(from)) {
                moves.add(new Move(opened.ids().get(identifier), from, to));
            }
        });
        return moves;
    }
}
