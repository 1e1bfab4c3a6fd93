package io.throughline.standalone.replay;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.FindCustomerResponse;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.ReadCustomerChangesResponse;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.identity.v1.ResolveResponse;
import io.throughline.identity.v1.Resolved;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.AdvanceClockResponse;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.ApplyDefinitionResponse;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.ClockServiceGrpc.ClockServiceImplBase;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceImplBase;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetClockResponse;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.GetDefinitionResponse;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceImplBase;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceImplBase;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.RecordInteractionsResponse;
import io.throughline.journey.v1.RecordedInteraction;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.journey.v1.StartReplayResponse;
import io.throughline.measurement.v1.GetFollowingRequest;
import io.throughline.measurement.v1.GetFollowingResponse;
import io.throughline.measurement.v1.GetPathsRequest;
import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.measurement.v1.MeasurementServiceGrpc.MeasurementServiceImplBase;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Ports;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers as a platform would, from memory: a customer is an identifier's value, and the customer {@code alias} is found to
 * be {@code original}. At first {@code ann} and {@code bob} are taken for one, {@code ann}; then they fall apart. Can be told
 * to fail.
 */
final class FakePlatform implements AutoCloseable {

    static final UUID ORIGINAL = customer("original");
    static final UUID ALIAS = customer("alias");
    static final UUID ANN = customer("ann");
    static final UUID BOB = customer("bob");

    final Map<String, Interaction> recorded = new LinkedHashMap<>();
    final List<Instant> clockMoves = new ArrayList<>();
    final List<String> definitions = new ArrayList<>();

    /** How many of the next batches are recorded without being acknowledged, as when a service is killed. */
    final AtomicInteger lostAcknowledgements = new AtomicInteger();

    /** How many questions are still answered with something left to do. */
    final AtomicInteger questionsUntilSettled = new AtomicInteger(3);

    /** How much of identity-service's feed journey-service still has to follow; less each time that it is asked. */
    final AtomicInteger regroupingsLeft = new AtomicInteger(2);

    /** How journey-service follows identity-service's feed. */
    volatile Supplier<io.throughline.journey.v1.GetFollowingResponse> following = () -> {
        int left = regroupingsLeft.getAndUpdate(count -> Math.max(0, count - 1));
        return io.throughline.journey.v1.GetFollowingResponse.newBuilder()
                .setChangesBehind(left)
                .setBehind(age(left))
                .build();
    };

    /** Whether there is always something new to follow, and now and then a timer that is due. */
    volatile boolean othersAreSending;

    /** What was asked of identity-service again. */
    final List<Observation> observedAgain = new ArrayList<>();

    /** What its clock is said to do. */
    volatile ClockMode clockMode = ClockMode.CLOCK_MODE_LIVE;

    /** Before which nothing is recorded, if there is one. */
    volatile Optional<Instant> horizon = Optional.empty();

    /** How large a request may be. */
    volatile int largestRequest = Integer.MAX_VALUE;

    private final Server server;
    private Optional<Instant> now = Optional.empty();

    private FakePlatform() throws IOException {
        server = NettyServerBuilder.forPort(0)
                .addService(new Interactions())
                .addService(new ReplayedClock())
                .addService(new Definitions())
                .addService(new Identity())
                .addService(new Journeys())
                .addService(new Measurement())
                .build()
                .start();
    }

    static FakePlatform start() {
        try {
            return new FakePlatform();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Clients clients() {
        return Clients.connect(ports());
    }

    Ports ports() {
        return new Ports(Stream.of(Part.values()).collect(Collectors.toMap(part -> part, _ -> server.getPort())));
    }

    static UUID customer(String value) {
        return UUID.nameUUIDFromBytes(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Of what was told long ago, or just now when nothing of that is left. */
    private static Duration age(int left) {
        return left > 0 ? Durations.fromHours(1) : Durations.fromMillis(5);
    }

    private static <T> void answer(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    private static StatusRuntimeException invalid(String field, String description) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT.getNumber())
                .setMessage("refused")
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(FieldViolation.newBuilder()
                                .setField(field)
                                .setDescription(description))
                        .build()))
                .build());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private final class Interactions extends InteractionServiceImplBase {

        @Override
        public void recordInteractions(
                RecordInteractionsRequest request, StreamObserver<RecordInteractionsResponse> observer) {
            if (request.getSerializedSize() > largestRequest) {
                observer.onError(Status.RESOURCE_EXHAUSTED
                        .withDescription("the request is larger than " + largestRequest + " bytes")
                        .asRuntimeException());
                return;
            }
            var response = RecordInteractionsResponse.newBuilder();
            synchronized (recorded) {
                request.getInteractionsList().forEach(interaction -> response.addResults(outcome(interaction)));
            }
            if (lostAcknowledgements.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
            } else {
                answer(observer, response.build());
            }
        }

        private InteractionResult outcome(Interaction interaction) {
            if (now.filter(instant(interaction.getOccurredAt()).minusSeconds(300)::isAfter).isPresent()) {
                return refused(Code.INVALID_ARGUMENT, "interactions[7].occurred_at: is more than five minutes ahead");
            }
            if (horizon.filter(instant(interaction.getOccurredAt())::isBefore).isPresent()) {
                var refusal = invalid("occurred_at", "is before " + horizon.get() + ", the horizon");
                return InteractionResult.newBuilder().setRefused(StatusProto.fromThrowable(refusal)).build();
            }
            var before = recorded.putIfAbsent(interaction.getId(), interaction);
            if (before != null && !before.equals(interaction)) {
                return refused(Code.ALREADY_EXISTS, "the id is known with other content");
            }
            return InteractionResult.newBuilder()
                    .setRecorded(RecordedInteraction.newBuilder()
                            .setRepeated(before != null)
                            .setCustomerId(owner(interaction).toString()))
                    .build();
        }

        private UUID owner(Interaction interaction) {
            var customer = customer(interaction.getIdentifiers(0).getValue());
            return customer.equals(BOB) ? ANN : customer;
        }

        private static InteractionResult refused(Code code, String message) {
            return InteractionResult.newBuilder()
                    .setRefused(com.google.rpc.Status.newBuilder().setCode(code.getNumber()).setMessage(message))
                    .build();
        }
    }

    private final class ReplayedClock extends ClockServiceImplBase {

        @Override
        public void startReplay(StartReplayRequest request, StreamObserver<StartReplayResponse> observer) {
            answer(observer, StartReplayResponse.getDefaultInstance());
        }

        @Override
        public void advanceClock(AdvanceClockRequest request, StreamObserver<AdvanceClockResponse> observer) {
            synchronized (recorded) {
                now = Optional.of(instant(request.getTo()));
                clockMoves.add(instant(request.getTo()));
            }
            answer(observer, AdvanceClockResponse.getDefaultInstance());
        }

        @Override
        public void getClock(GetClockRequest request, StreamObserver<GetClockResponse> observer) {
            int left = questionsUntilSettled.getAndUpdate(count -> count > 0 || !othersAreSending ? Math.max(0, count - 1) : 1);
            answer(
                    observer,
                    GetClockResponse.newBuilder()
                            .setClock(Clock.newBuilder().setMode(clockMode).setTimersDue(left))
                            .build());
        }
    }

    private final class Definitions extends DefinitionServiceImplBase {

        @Override
        public void applyDefinition(ApplyDefinitionRequest request, StreamObserver<ApplyDefinitionResponse> observer) {
            if (request.getYaml().equals("bad")) {
                observer.onError(invalid("entry[0].when", "line 3: no such variable"));
                return;
            }
            definitions.add(request.getYaml());
            answer(
                    observer,
                    ApplyDefinitionResponse.newBuilder()
                            .setDefinition(Definition.newBuilder().setName(request.getYaml().strip()))
                            .build());
        }

        @Override
        public void getDefinition(GetDefinitionRequest request, StreamObserver<GetDefinitionResponse> observer) {
            answer(observer, GetDefinitionResponse.getDefaultInstance());
        }
    }

    private final class Identity extends IdentityServiceImplBase {

        @Override
        public void resolve(ResolveRequest request, StreamObserver<ResolveResponse> observer) {
            observedAgain.addAll(request.getObservationsList());
            var response = ResolveResponse.newBuilder();
            for (var observation : request.getObservationsList()) {
                var anchor = observation.getIdentifiers(0);
                response.addResolutions(Resolution.newBuilder()
                        .setResolved(Resolved.newBuilder()
                                .setAnchor(anchor)
                                .setCustomerId(customer(anchor.getValue()).toString())));
            }
            answer(observer, response.build());
        }

        @Override
        public void findCustomer(FindCustomerRequest request, StreamObserver<FindCustomerResponse> observer) {
            observer.onError(
                    request.getIdentifier().getNamespace().equals("crm")
                            ? Status.NOT_FOUND.asRuntimeException()
                            : invalid("identifier.namespace", "is not a known namespace; did you mean `crm`?"));
        }

        @Override
        public void readCustomerChanges(
                ReadCustomerChangesRequest request, StreamObserver<ReadCustomerChangesResponse> observer) {
            var response = ReadCustomerChangesResponse.newBuilder();
            if (request.getPositionsList().stream().allMatch(position -> position.getPosition().isEmpty())) {
                response.addChanges(change(Customer.newBuilder()
                                .setId(ALIAS.toString())
                                .setMergedInto(ORIGINAL.toString())))
                        .addChanges(change(Customer.newBuilder()
                                .setId(ANN.toString())
                                .addDepartures(Departure.newBuilder()
                                        .setIdentifier(Identifier.newBuilder().setNamespace("crm").setValue("bob"))
                                        .setCustomerId(BOB.toString()))));
            }
            answer(observer, response.build());
        }

        private static CustomerChange.Builder change(Customer.Builder customer) {
            return CustomerChange.newBuilder()
                    .setHeader(ChangeHeader.newBuilder().setSlot(5).setPosition("1"))
                    .setCustomer(customer);
        }
    }

    private final class Journeys extends JourneyServiceImplBase {

        @Override
        public void getFollowing(
                io.throughline.journey.v1.GetFollowingRequest request,
                StreamObserver<io.throughline.journey.v1.GetFollowingResponse> observer) {
            answer(observer, following.get());
        }
    }

    private final class Measurement extends MeasurementServiceImplBase {

        private final AtomicInteger behind = new AtomicInteger(2);

        @Override
        public void getFollowing(GetFollowingRequest request, StreamObserver<GetFollowingResponse> observer) {
            int left = behind.getAndUpdate(count -> Math.max(0, count - 1));
            answer(
                    observer,
                    GetFollowingResponse.newBuilder()
                            .setChangesBehind(othersAreSending ? left + 5 : left)
                            .setBehind(age(left))
                            .build());
        }

        @Override
        public void getPaths(GetPathsRequest request, StreamObserver<GetPathsResponse> observer) {
            if (behind.get() > 0) {
                observer.onError(Status.INTERNAL.withDescription("asked too early").asRuntimeException());
                return;
            }
            answer(
                    observer,
                    GetPathsResponse.newBuilder().setJourneys(request.getDefinitionsCount()).build());
        }
    }
}
