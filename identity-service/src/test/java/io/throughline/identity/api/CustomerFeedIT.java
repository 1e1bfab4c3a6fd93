package io.throughline.identity.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.GetCustomerFeedLagRequest;
import io.throughline.identity.v1.ListDeparturesRequest;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.kit.test.PostgresResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The feed of changes of customers, as who follows it meets it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CustomerFeedIT extends ChannelCalls {

    @Test
    void theFeedTellsOfAMerge() {
        var older = resolve(seen(email("ann"))).getResolved().getCustomerId();
        var younger = resolve(seen(phone("1"))).getResolved().getCustomerId();
        var before = endOfFeed();

        resolve(seen(email("ann"), phone("1")));

        var changes = read(before, Duration.newBuilder().setSeconds(5).build());
        assertThat(changes)
                .extracting(change -> change.getCustomer().getId(), change -> change.getCustomer().getMergedInto())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(older, ""),
                        org.assertj.core.groups.Tuple.tuple(younger, older));
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.getHeader().getCustomerId()).isEqualTo(change.getCustomer().getId());
            assertThat(change.getHeader().getRevision()).isEqualTo(change.getCustomer().getRevision());
        });
    }

    @Test
    void ofACustomerOfManyIdentifiersTheFeedTellsTheFirstAndAListAll() {
        resolve(seen(email("ann")));
        var younger = resolve(seen(crm("7"))).getResolved().getCustomerId();
        int many = 1_100;
        for (int from = 0; from < many; from += 550) {
            resolveAll(IntStream.range(from, from + 550)
                    .mapToObj(cookie -> seen(crm("7"), identifier("cookie", cookie + "-" + person)))
                    .toArray(Observation[]::new));
        }
        var before = endOfFeed();

        resolve(seen(email("ann"), crm("7")));

        assertThat(read(before, Duration.newBuilder().setSeconds(5).build()))
                .filteredOn(change -> change.getCustomer().getId().equals(younger))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.getCustomer().getDeparturesList()).hasSize(1_000);
                    assertThat(change.getCustomer().getMoreDepartures()).isTrue();
                });
        assertThat(departures(younger, 300)).hasSize(many + 1).doesNotHaveDuplicates();
        assertThat(find(email("ann")).getIdentifiersList()).hasSize(1_000);
        assertThat(find(email("ann")).getMoreIdentifiers()).isTrue();
    }

    @Test
    void theFeedIsSilentWhileNobodyLosesOrGainsAnIdentifierOfAnothers() {
        var before = endOfFeed();

        resolve(seen(email("ann")));
        resolve(seen(email("ann"), phone("1")));

        assertThat(read(before, Duration.getDefaultInstance())).isEmpty();
    }

    @Test
    void aReaderKnowsHowFarItIsBehind() {
        var before = endOfFeed();
        resolve(seen(email("ann")));
        resolve(seen(phone("1")));

        resolve(seen(email("ann"), phone("1")));

        assertThat(lag(before)).isEqualTo(2);
        assertThat(lag(endOfFeed())).isZero();
    }

    private List<Departure> departures(String customer, int pageSize) {
        var all = new ArrayList<Departure>();
        var request = ListDeparturesRequest.newBuilder().setCustomerId(customer).setPageSize(pageSize);
        do {
            var page = identity.listDepartures(request.build()).await().indefinitely();
            all.addAll(page.getDeparturesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }

    private List<CustomerChange> read(List<SlotPosition> positions, Duration wait) {
        return identity.readCustomerChanges(ReadCustomerChangesRequest.newBuilder()
                        .addAllPositions(positions)
                        .setPageSize(1000)
                        .setWait(wait)
                        .build())
                .await()
                .indefinitely()
                .getChangesList();
    }

    private long lag(List<SlotPosition> positions) {
        return identity.getCustomerFeedLag(GetCustomerFeedLagRequest.newBuilder()
                        .addAllPositions(positions)
                        .build())
                .await()
                .indefinitely()
                .getChanges();
    }

    private List<SlotPosition> endOfFeed() {
        var positions = IntStream.range(0, 64)
                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
                .toArray(SlotPosition[]::new);
        while (true) {
            var changes = read(List.of(positions), Duration.getDefaultInstance());
            if (changes.isEmpty()) {
                return List.of(positions);
            }
            for (var change : changes) {
                int slot = change.getHeader().getSlot();
                positions[slot] = SlotPosition.newBuilder()
                        .setSlot(slot)
                        .setPosition(change.getHeader().getPosition())
                        .build();
            }
        }
    }
}
