package io.throughline.identity.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.customer.Customer;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.feed.FeedRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerPageTest {

    private static final UUID ADA = new UUID(7, 1);
    private static final UUID BOB = new UUID(7, 2);
    private static final Map<UUID, Customer> CUSTOMERS = Map.of(ADA, customer(ADA), BOB, customer(BOB));
    private static final long ROOM_FOR_ALL = 1 << 20;

    @Test
    void aCustomerIsToldAtTheLastOfItsChanges() {
        var page = CustomerPage.of(List.of(row(1, ADA), row(2, BOB), row(3, ADA)), CUSTOMERS, ROOM_FOR_ALL);

        assertThat(page).extracting(change -> change.getHeader().getRevision()).containsExactly(2L, 3L);
        assertThat(page).extracting(change -> change.getCustomer().getId()).containsExactly(BOB.toString(), ADA.toString());
    }

    @Test
    void aPageEndsBeforeWhatExceedsIt() {
        var rows = List.of(row(1, ADA), row(2, ADA), row(3, BOB), row(4, ADA));
        int room = CustomerPage.of(rows.subList(0, 1), CUSTOMERS, ROOM_FOR_ALL).getFirst().getCustomer().getSerializedSize();

        assertThat(revisions(CustomerPage.of(rows, CUSTOMERS, room))).containsExactly(2L);
        assertThat(revisions(CustomerPage.of(rows, CUSTOMERS, 1))).as("never nothing").containsExactly(2L);
        assertThat(revisions(CustomerPage.of(rows, CUSTOMERS, ROOM_FOR_ALL))).containsExactly(3L, 4L);
    }

    private static List<Long> revisions(List<CustomerChange> page) {
        return page.stream().map(change -> change.getHeader().getRevision()).toList();
    }

    private static Customer customer(UUID id) {
        var departures = IntStream.range(0, 100)
                .<Customer.Departure>mapToObj(number ->
                        new Customer.Departure.Moved(number, new Identifier("crm", id + "-" + number), BOB))
                .toList();
        return new Customer(id, 4, false, Optional.empty(), List.of(), departures, new Customer.More(false, false));
    }

    private static FeedRow row(long revision, UUID customer) {
        return new FeedRow(1, new FeedPosition(1, revision), customer, customer, revision, "", false);
    }
}
