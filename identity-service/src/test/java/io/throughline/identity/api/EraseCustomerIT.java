package io.throughline.identity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.EraseCustomerRequest;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.Resolved;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Erasing customers, as who asks for it, who sees them again and who follows the feed meet it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EraseCustomerIT extends ChannelCalls {

    @Inject
    Database database;

    @Test
    void anErasedCustomerHoldsNothingAndItsIdTellsSo() {
        var ann = observed(email("ann"), phone("1"), device("tablet")).getCustomerId();
        long before = get(ann).getRevision();

        var erased = erase(ann);

        assertThat(erased.getId()).isEqualTo(ann);
        assertThat(erased.getErased()).isTrue();
        assertThat(erased.getIdentifiersList()).isEmpty();
        assertThat(erased.getRevision()).isGreaterThan(before);
        assertThat(get(ann)).isEqualTo(erased);
        var failure = catchThrowableOfType(StatusRuntimeException.class, () -> find(email("ann")));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void erasingAgainAnswersTheSame() {
        var ann = observed(email("ann")).getCustomerId();
        var erased = erase(ann);

        assertThat(erase(ann)).isEqualTo(erased);
    }

    @Test
    void anIdThatWasMergedAwayErasesTheCustomerItBecame() {
        var older = observed(email("ann")).getCustomerId();
        var younger = observed(phone("1")).getCustomerId();
        observed(email("ann"), phone("1"));

        var erased = erase(younger);

        assertThat(erased.getId()).isEqualTo(younger);
        assertThat(erased.getErased()).isTrue();
        assertThat(erased.getMergedInto()).isEmpty();
        assertThat(get(older).getErased()).isTrue();
        assertThat(erase(younger)).isEqualTo(erased);
    }

    @Test
    void anIdThatWasNeverGivenOutIsNotFound() {
        var failure = catchThrowableOfType(
                StatusRuntimeException.class, () -> erase(UUID.randomUUID().toString()));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void whoComesBackIsANewCustomer() {
        var before = observed(email("ann"), phone("1"));
        erase(before.getCustomerId());

        var after = observed(email("ann"), phone("1"));

        assertThat(after.getCustomerId()).isNotEqualTo(before.getCustomerId());
        assertThat(after.getAnchorKey()).isNotEqualTo(before.getAnchorKey());
        assertThat(get(before.getCustomerId()).getErased()).isTrue();
        assertThat(get(after.getCustomerId()).getErased()).isFalse();
    }

    @Test
    void theFeedTellsOfTheErasedAndOfWhoOnceHeldWhatTheyHeld() {
        // Ann's phone was found by the family's tablet first, and has left for Ann.
        var family = observed(email("family"), device("tablet")).getCustomerId();
        var phone = observed(device("tablet"), phone("1"));
        assertThat(phone.getCustomerId()).isEqualTo(family);
        observed(device("tablet"), email("bob"));
        var ann = observed(phone("1"), email("ann")).getCustomerId();
        assertThat(ann).isNotEqualTo(family);
        assertThat(get(family).getDeparturesList())
                .extracting(Departure::getIdentifier)
                .contains(phone("1"));
        var before = endOfFeed();

        erase(ann);

        var told = read(before);
        assertThat(told.get(ann).getErased()).isTrue();
        assertThat(told.get(family).getErased()).isFalse();
        assertThat(told.get(family).getDeparturesList())
                .contains(Departure.newBuilder()
                        .setIdentifierKey(phone.getAnchorKey())
                        .build())
                .extracting(Departure::getIdentifier)
                .doesNotContain(phone("1"));
    }

    @Test
    void noTableHoldsAnythingOfTheErased() {
        var ann = observed(email("ann"), phone("1"), device("tablet")).getCustomerId();
        observed(device("tablet"), email("bob"));
        observed(email("ann"), crm("7"));
        resolve(seen(crm("7")).toBuilder()
                .setAttributes(Struct.newBuilder()
                        .putFields("plan", Value.newBuilder().setStringValue("gold-" + person).build()))
                .build());
        assertThat(tablesThatHold("ann-" + person)).isNotEmpty();
        assertThat(tablesThatHold("gold-" + person)).containsExactly("attribute");

        erase(ann);

        assertThat(tablesThatHold("ann-" + person)).isEmpty();
        assertThat(tablesThatHold("1-" + person)).isEmpty();
        assertThat(tablesThatHold("7-" + person)).isEmpty();
        assertThat(tablesThatHold("gold-" + person)).isEmpty();
        assertThat(tablesThatHold("bob-" + person)).isNotEmpty();
    }

    private List<String> tablesThatHold(String value) {
        var tables = new ArrayList<String>();
        for (Row row : database.run("select table_name from information_schema.tables where table_schema = 'public'")) {
            var table = row.getString(0);
            var found = database.run(
                    "select from " + table + " t where position($1 in t::text) > 0 limit 1", Tuple.of(value));
            if (found.size() > 0) {
                tables.add(table);
            }
        }
        return tables;
    }

    private Resolved observed(Identifier... together) {
        return resolve(seen(together)).getResolved();
    }

    private Customer erase(String id) {
        return identity.eraseCustomer(
                        EraseCustomerRequest.newBuilder().setCustomerId(id).build())
                .await()
                .indefinitely()
                .getCustomer();
    }

    private Customer get(String id) {
        return identity.getCustomer(
                        GetCustomerRequest.newBuilder().setCustomerId(id).build())
                .await()
                .indefinitely()
                .getCustomer();
    }

    private Map<String, Customer> read(List<SlotPosition> positions) {
        var told = new HashMap<String, Customer>();
        changes(positions).forEach(change -> told.put(change.getCustomer().getId(), change.getCustomer()));
        return told;
    }

    private List<CustomerChange> changes(List<SlotPosition> positions) {
        return identity.readCustomerChanges(ReadCustomerChangesRequest.newBuilder()
                        .addAllPositions(positions)
                        .setPageSize(1000)
                        .build())
                .await()
                .indefinitely()
                .getChangesList();
    }

    private List<SlotPosition> endOfFeed() {
        var positions = IntStream.range(0, 64)
                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
                .toArray(SlotPosition[]::new);
        for (var changes = changes(List.of(positions)); !changes.isEmpty(); changes = changes(List.of(positions))) {
            for (var change : changes) {
                int slot = change.getHeader().getSlot();
                positions[slot] = SlotPosition.newBuilder()
                        .setSlot(slot)
                        .setPosition(change.getHeader().getPosition())
                        .build();
            }
        }
        return List.of(positions);
    }
}
