package io.throughline.identity.resolution;

import io.throughline.identity.graph.Touched;
import io.throughline.identity.identifier.Identifier;
import java.util.Map;

/** Customers with everything that they consist of, and the row ids of their identifiers. */
record OpenedCustomers(Touched.Opened content, Map<Identifier, Long> ids) {

    static final OpenedCustomers NONE = new OpenedCustomers(Touched.Opened.NONE, Map.of());
}
