package io.throughline.identity.api;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.throughline.identity.customer.Customer;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.customer.KnownLink;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.resolution.Holder;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.GetCustomerFeedLagResponse;
import io.throughline.identity.v1.Link;
import io.throughline.identity.v1.LinkStatus;
import io.throughline.identity.v1.ListDeparturesResponse;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.Resolved;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedLag;
import java.util.UUID;

/** Says in the contract's words what the service found. */
final class Messages {

    private Messages() {}

    static Resolution resolved(Observation observation, Holder holder) {
        return Resolution.newBuilder()
                .setResolved(Resolved.newBuilder()
                        .setCustomerId(holder.customer().toString())
                        .setAnchor(identifier(observation.anchor()))
                        .setAnchorKey(holder.anchorKey()))
                .build();
    }

    static Resolution refused(Refusal refusal) {
        return Resolution.newBuilder().setRefused(refusal.status()).build();
    }

    static io.throughline.identity.v1.Customer.Builder customer(Customer customer) {
        var message = io.throughline.identity.v1.Customer.newBuilder()
                .setId(customer.id().toString())
                .setRevision(customer.revision())
                .setErased(customer.erased());
        customer.mergedInto().map(UUID::toString).ifPresent(message::setMergedInto);
        customer.identifiers().forEach(identifier -> message.addIdentifiers(identifier(identifier)));
        customer.departures().forEach(departure -> message.addDepartures(departure(departure)));
        return message.setMoreIdentifiers(customer.more().identifiers())
                .setMoreDepartures(customer.more().departures());
    }

    static ListDeparturesResponse departures(CustomerStore.Departures page) {
        var message = ListDeparturesResponse.newBuilder();
        page.departures().forEach(departure -> message.addDepartures(departure(departure)));
        page.next().ifPresent(next -> message.setNextPageToken(Long.toString(next)));
        return message.build();
    }

    private static Departure departure(Customer.Departure departure) {
        var message = Departure.newBuilder().setIdentifierKey(departure.key());
        return switch (departure) {
            case Customer.Departure.Moved moved ->
                message.setIdentifier(identifier(moved.identifier()))
                        .setCustomerId(moved.holder().toString())
                        .build();
            case Customer.Departure.Erased _ -> message.build();
        };
    }

    static Link link(KnownLink known) {
        var at = known.first().at();
        return Link.newBuilder()
                .setLeft(identifier(known.link().left()))
                .setRight(identifier(known.link().right()))
                .setSource(known.first().source())
                .setFirstObservedAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
                .setStatus(known.heldBack() ? LinkStatus.LINK_STATUS_HELD_BACK : LinkStatus.LINK_STATUS_ACCEPTED)
                .build();
    }

    static GetCustomerFeedLagResponse lag(FeedLag lag) {
        return GetCustomerFeedLagResponse.newBuilder()
                .setChanges(lag.changes())
                .setAge(Duration.newBuilder()
                        .setSeconds(lag.age().toSeconds())
                        .setNanos(lag.age().toNanosPart()))
                .build();
    }

    private static io.throughline.identity.v1.Identifier identifier(Identifier identifier) {
        return io.throughline.identity.v1.Identifier.newBuilder()
                .setNamespace(identifier.namespace())
                .setValue(identifier.value())
                .build();
    }
}
