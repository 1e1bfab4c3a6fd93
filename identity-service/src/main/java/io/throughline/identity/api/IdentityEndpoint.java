package io.throughline.identity.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.identity.attribute.Heard;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.customer.AttributeQueries;
import io.throughline.identity.customer.Customer;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.resolution.Eraser;
import io.throughline.identity.resolution.Resolver;
import io.throughline.identity.v1.CustomerAttributes;
import io.throughline.identity.v1.EraseCustomerRequest;
import io.throughline.identity.v1.EraseCustomerResponse;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.FindCustomerResponse;
import io.throughline.identity.v1.GetAttributesRequest;
import io.throughline.identity.v1.GetAttributesResponse;
import io.throughline.identity.v1.GetCustomerFeedLagRequest;
import io.throughline.identity.v1.GetCustomerFeedLagResponse;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.GetCustomerResponse;
import io.throughline.identity.v1.IdentityService;
import io.throughline.identity.v1.ListDeparturesRequest;
import io.throughline.identity.v1.ListDeparturesResponse;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.ReadCustomerChangesResponse;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.identity.v1.ResolveResponse;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedRow;
import io.throughline.kit.thread.OnVirtualThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The door of identity-service. */
@GrpcService
public class IdentityEndpoint implements IdentityService {

    private final ObservationReader reader;
    private final Resolver resolver;
    private final Eraser eraser;
    private final CustomerStore customers;
    private final AttributeQueries attributes;
    private final CustomerFeed feed;

    @Inject
    public IdentityEndpoint(
            ObservationReader reader,
            Resolver resolver,
            Eraser eraser,
            CustomerStore customers,
            AttributeQueries attributes,
            CustomerFeed feed) {
        this.reader = reader;
        this.resolver = resolver;
        this.eraser = eraser;
        this.customers = customers;
        this.attributes = attributes;
        this.feed = feed;
    }

    @Override
    @OnVirtualThread
    public Uni<ResolveResponse> resolve(ResolveRequest request) {
        var resolutions = new Resolution[request.getObservationsCount()];
        var places = new ArrayList<Integer>();
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < resolutions.length; i++) {
            try {
                observations.add(reader.read(request.getObservations(i)));
                places.add(i);
            } catch (Refusal refusal) {
                resolutions[i] = Messages.refused(refusal);
            }
        }
        if (!observations.isEmpty()) {
            var holders = resolver.resolve(observations);
            for (int i = 0; i < holders.size(); i++) {
                resolutions[places.get(i)] = Messages.resolved(observations.get(i), holders.get(i));
            }
        }
        return answer(ResolveResponse.newBuilder()
                .addAllResolutions(List.of(resolutions))
                .build());
    }

    @Override
    @OnVirtualThread
    public Uni<GetCustomerResponse> getCustomer(GetCustomerRequest request) {
        return answer(GetCustomerResponse.newBuilder()
                .setCustomer(explained(customer(request.getCustomerId())))
                .build());
    }

    @Override
    @OnVirtualThread
    public Uni<FindCustomerResponse> findCustomer(FindCustomerRequest request) {
        var identifier = reader.read(request.getIdentifier(), "identifier");
        // The value is personal and stays out of the refusal.
        var customer = customers
                .holder(identifier)
                .orElseThrow(() -> Refusal.notFound(
                        "identifier", identifier.namespace(), "this identifier was never observed"));
        return answer(FindCustomerResponse.newBuilder().setCustomer(explained(customer)).build());
    }

    @Override
    @OnVirtualThread
    public Uni<GetAttributesResponse> getAttributes(GetAttributesRequest request) {
        var heard = attributes.of(request.getCustomerIdsList().stream().map(UUID::fromString).toList());
        var answer = GetAttributesResponse.newBuilder();
        for (var id : request.getCustomerIdsList()) {
            var customer = CustomerAttributes.newBuilder().setCustomerId(id);
            var ranked = heard.getOrDefault(UUID.fromString(id), List.of());
            for (int i = 0; i < ranked.size(); i++) {
                if (Survivorship.survives(ranked, i)) {
                    customer.addAttributes(Messages.attribute(ranked.get(i), true));
                }
            }
            answer.addCustomers(customer);
        }
        return answer(answer.build());
    }

    @Override
    @OnVirtualThread
    public Uni<ListDeparturesResponse> listDepartures(ListDeparturesRequest request) {
        int limit = request.getPageSize() == 0 ? Customer.MOST : request.getPageSize();
        long from = request.getPageToken().isEmpty() ? 0 : Long.parseLong(request.getPageToken());
        var page = customers.departures(UUID.fromString(request.getCustomerId()), from, limit);
        return answer(Messages.departures(page));
    }

    @Override
    @OnVirtualThread
    public Uni<EraseCustomerResponse> eraseCustomer(EraseCustomerRequest request) {
        eraser.erase(UUID.fromString(request.getCustomerId()));
        return answer(EraseCustomerResponse.newBuilder()
                .setCustomer(Messages.customer(customer(request.getCustomerId())))
                .build());
    }

    @Override
    @OnVirtualThread
    public Uni<ReadCustomerChangesResponse> readCustomerChanges(ReadCustomerChangesRequest request) {
        var wait = Duration.ofSeconds(request.getWait().getSeconds(), request.getWait().getNanos());
        var rows = feed.read(request.getPositionsList(), request.getPageSize(), wait);
        var changed = customers.asTheyAre(rows.stream().map(FeedRow::subject).toList());
        return answer(ReadCustomerChangesResponse.newBuilder()
                .addAllChanges(CustomerPage.of(rows, changed))
                .build());
    }

    @Override
    @OnVirtualThread
    public Uni<GetCustomerFeedLagResponse> getCustomerFeedLag(GetCustomerFeedLagRequest request) {
        return answer(Messages.lag(feed.lag(request.getPositionsList(), request.getCountUpTo())));
    }

    private Customer customer(String id) {
        return customers
                .living(UUID.fromString(id))
                .orElseThrow(() -> Refusal.notFound("customer", id, "this customer id was never given out"));
    }

    private io.throughline.identity.v1.Customer.Builder explained(Customer customer) {
        var message = Messages.customer(customer);
        customers.links(customer).forEach(link -> message.addLinks(Messages.link(link)));
        var ranked = attributes.of(List.of(customer.id())).getOrDefault(customer.id(), List.<Heard>of());
        for (int i = 0; i < Math.min(ranked.size(), Customer.MOST); i++) {
            message.addAttributes(Messages.attribute(ranked.get(i), Survivorship.survives(ranked, i)));
        }
        return message;
    }

    private static <A> Uni<A> answer(A message) {
        return Uni.createFrom().item(message);
    }
}
