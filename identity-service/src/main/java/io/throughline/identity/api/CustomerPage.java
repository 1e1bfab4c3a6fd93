package io.throughline.identity.api;

import io.throughline.identity.customer.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.kit.feed.FeedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Words a page of the feed: each customer is told once, at its last change, and what would exceed the page is left out. A
 * customer of many years may have been changed many times in one page, and by thousands of identifiers.
 */
final class CustomerPage {

    /** Half of what a reader takes. */
    private static final long MOST_BYTES = 8 << 20;

    private CustomerPage() {}

    /**
     * The changes of the first of {@code rows}, of one at least.
     *
     * @param customers as they are, by id, without the identifiers that they hold
     */
    static List<CustomerChange> of(List<FeedRow> rows, Map<UUID, Customer> customers) {
        return of(rows, customers, MOST_BYTES);
    }

    static List<CustomerChange> of(List<FeedRow> rows, Map<UUID, Customer> customers, long mostBytes) {
        var messages = new HashMap<UUID, io.throughline.identity.v1.Customer>();
        var lastRows = new HashMap<UUID, Integer>();
        long bytes = 0;
        for (int place = 0; place < rows.size(); place++) {
            var id = rows.get(place).subject();
            if (!messages.containsKey(id)) {
                var message = Messages.customer(customers.get(id)).build();
                bytes += message.getSerializedSize();
                if (bytes > mostBytes && place > 0) {
                    break;
                }
                messages.put(id, message);
            }
            lastRows.put(id, place);
        }
        // The last row of a slot is some customer's last: leaving out the others lets no position stand still.
        var places = new ArrayList<>(lastRows.values());
        places.sort(Integer::compare);
        return places.stream()
                .map(place -> CustomerChange.newBuilder()
                        .setHeader(rows.get(place).header())
                        .setCustomer(messages.get(rows.get(place).subject()))
                        .build())
                .toList();
    }
}
