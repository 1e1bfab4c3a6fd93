package io.throughline.measurement.fake;

import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Attribute;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerAttributes;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.GetAttributesRequest;
import io.throughline.identity.v1.GetAttributesResponse;
import io.throughline.identity.v1.GetCustomerFeedLagRequest;
import io.throughline.identity.v1.GetCustomerFeedLagResponse;
import io.throughline.identity.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.ReadCustomerChangesResponse;
import io.throughline.kit.feed.Slots;
import io.throughline.kit.test.ReturningServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Identity-service as its contract describes it, over real gRPC: what a test says is known of customers, and its feed. */
@ApplicationScoped
public class FakeIdentityService {

    private final int port;
    private final Map<UUID, Map<String, Value>> attributes = new HashMap<>();
    private final List<CustomerChange> changes = new ArrayList<>();
    private Server server;
    private boolean readToTheEnd;
    private Runnable betweenLookAndAnswer = () -> {};
    private int asked;
    private int mostInAnAnswer = Integer.MAX_VALUE;

    public FakeIdentityService(@ConfigProperty(name = "quarkus.grpc.clients.identity.test-port") int port) {
        this.port = port;
    }

    /** Begins to answer, unless it does already. */
    public synchronized void start() {
        if (server == null) {
            server = ReturningServer.start(() -> ServerBuilder.forPort(port)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .addService(new Answers())
                    .build());
        }
    }

    /** Is gone, as after a crash. */
    @PreDestroy
    public synchronized void stop() {
        if (server != null) {
            ReturningServer.stop(server);
            server = null;
            readToTheEnd = false;
        }
    }

    /** From now on {@code value} is known of {@code customer}, and the feed tells so. */
    public void know(UUID customer, String name, Value value) {
        synchronized (this) {
            attributes.computeIfAbsent(customer, _ -> new TreeMap<>()).put(name, value);
        }
        tell(Customer.newBuilder().setId(customer.toString()).build());
    }

    /** Tells {@code customer} next in the feed. */
    public synchronized void tell(Customer customer) {
        changes.add(CustomerChange.newBuilder()
                .setHeader(ChangeHeader.newBuilder()
                        .setSlot(Slots.of(UUID.fromString(customer.getId())))
                        .setPosition(Integer.toString(changes.size() + 1))
                        .setCustomerId(customer.getId())
                        .setRevision(changes.size() + 1))
                .setCustomer(customer)
                .build());
        readToTheEnd = false;
        notifyAll();
    }

    /** Waits until the reader asks for what comes after the last change: then it has committed everything before. */
    public synchronized void awaitRead() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!readToTheEnd) {
            waitUntil(deadline);
            if (System.nanoTime() >= deadline) {
                throw new AssertionError("the feed was not read to its end in time");
            }
        }
    }

    /** Is run once, when somebody has asked for attributes and what is known was looked up, before it is answered. */
    public synchronized void beforeTheNextAnswer(Runnable between) {
        betweenLookAndAnswer = between;
    }

    /** From now on no answer holds more than so many customers, as if more were larger than a message. */
    public synchronized void holdNoMoreThan(int customers) {
        mostInAnAnswer = customers;
    }

    /** How many customers' attributes were asked for. */
    public synchronized int asked() {
        return asked;
    }

    private CustomerAttributes known(String id) {
        var customer = CustomerAttributes.newBuilder().setCustomerId(id);
        attributes.getOrDefault(UUID.fromString(id), Map.of()).forEach((name, value) -> customer.addAttributes(
                Attribute.newBuilder().setName(name).setValue(value).setSurvives(true)));
        return customer.build();
    }

    private synchronized List<CustomerChange> await(ReadCustomerChangesRequest request) {
        long deadline = System.nanoTime() + Durations.toNanos(request.getWait());
        while (true) {
            var page = beyond(request.getPositionsList()).stream().limit(request.getPageSize()).toList();
            if (!page.isEmpty()) {
                return page;
            }
            readToTheEnd = request.getPositionsCount() == Slots.COUNT;
            notifyAll();
            if (System.nanoTime() >= deadline) {
                return page;
            }
            waitUntil(deadline);
        }
    }

    private synchronized List<CustomerChange> beyond(List<SlotPosition> positions) {
        Map<Integer, Integer> read = new HashMap<>();
        positions.forEach(position -> read.put(
                position.getSlot(), position.getPosition().isEmpty() ? 0 : Integer.parseInt(position.getPosition())));
        return changes.stream()
                .filter(change -> read.containsKey(change.getHeader().getSlot()))
                .filter(change -> Integer.parseInt(change.getHeader().getPosition())
                        > read.get(change.getHeader().getSlot()))
                .toList();
    }

    private void waitUntil(long deadline) {
        try {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    private final class Answers extends IdentityServiceImplBase {

        @Override
        public void getAttributes(GetAttributesRequest request, StreamObserver<GetAttributesResponse> answer) {
            var response = GetAttributesResponse.newBuilder();
            Runnable between;
            synchronized (FakeIdentityService.this) {
                request.getCustomerIdsList().forEach(id -> response.addCustomers(known(id)));
                asked += request.getCustomerIdsCount();
                between = betweenLookAndAnswer;
                betweenLookAndAnswer = () -> {};
            }
            between.run();
            if (response.getCustomersCount() > mostInAnAnswer) {
                answer.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
                return;
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }

        @Override
        public void readCustomerChanges(
                ReadCustomerChangesRequest request, StreamObserver<ReadCustomerChangesResponse> answer) {
            answer.onNext(ReadCustomerChangesResponse.newBuilder().addAllChanges(await(request)).build());
            answer.onCompleted();
        }

        @Override
        public void getCustomerFeedLag(
                GetCustomerFeedLagRequest request, StreamObserver<GetCustomerFeedLagResponse> answer) {
            answer.onNext(GetCustomerFeedLagResponse.newBuilder()
                    .setChanges(beyond(request.getPositionsList()).size())
                    .build());
            answer.onCompleted();
        }
    }
}
