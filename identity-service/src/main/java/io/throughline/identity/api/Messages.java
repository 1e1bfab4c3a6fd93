package io.throughline.identity.api;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Heard;
import io.throughline.identity.customer.Customer;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.customer.KnownLink;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.resolution.Holder;
import io.throughline.identity.v1.Attribute;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.GetCustomerFeedLagResponse;
import io.throughline.identity.v1.Link;
import io.throughline.identity.v1.LinkStatus;
import io.throughline.identity.v1.ListDeparturesResponse;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.Resolved;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedLag;
import java.time.Instant;
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
        return Link.newBuilder()
                .setLeft(identifier(known.link().left()))
                .setRight(identifier(known.link().right()))
                .setSource(known.first().source())
                .setFirstObservedAt(timestamp(known.first().at()))
                .setStatus(known.heldBack() ? LinkStatus.LINK_STATUS_HELD_BACK : LinkStatus.LINK_STATUS_ACCEPTED)
                .build();
    }

    static Attribute attribute(Heard heard, boolean survives) {
        return Attribute.newBuilder()
                .setName(heard.said().name())
                .setValue(value(heard.said().value()))
                .setSource(heard.said().source())
                .setObservedAt(timestamp(heard.last()))
                .setSurvives(survives)
                .build();
    }

    private static Value value(AttributeValue value) {
        var message = Value.newBuilder();
        return switch (value) {
            case AttributeValue.Text(String text) -> message.setStringValue(text).build();
            case AttributeValue.Number(double number) -> message.setNumberValue(number).build();
            case AttributeValue.Truth(boolean truth) -> message.setBoolValue(truth).build();
        };
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
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
