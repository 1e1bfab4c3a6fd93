package io.throughline.standalone.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.InteractionServiceGrpc;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.orchestration.v1.Acknowledge;
import io.throughline.orchestration.v1.Action;
import io.throughline.orchestration.v1.ActionResult;
import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.StreamActionsResponse;
import io.throughline.orchestration.v1.Subscribe;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.Platform;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.platform.PlatformSettings;
import io.throughline.standalone.platform.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a channel's call to the action that comes of it, through all four services, there is one trace. */
class OneTraceIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String STREAM_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String REFUSED_TRACE = "5b8aa5a2d2c872e8321cf37308d69df2";
    private static final String PERSONAL = "ann.example@example.com";
    private static final String PERSONAL_TOO = "bob.example@example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String INTERACTIONS = "throughline.journey.v1.InteractionService/";
    private static final String IDENTITIES = "throughline.identity.v1.IdentityService/";

    /** From a call that records interactions to the followers of the journeys that they change, and on to the channel. */
    private static List<Descent> thread(String call) {
        return List.of(
                new Descent(Part.IDENTITY, IDENTITIES + "Resolve", Part.JOURNEY, INTERACTIONS + call),
                new Descent(Part.JOURNEY, "append and fold", Part.JOURNEY, INTERACTIONS + call),
                new Descent(Part.MEASUREMENT, "follow journeys", Part.JOURNEY, "append and fold"),
                new Descent(Part.ORCHESTRATION, "follow journey", Part.JOURNEY, "append and fold"),
                new Descent(Part.ORCHESTRATION, "decide explain-price-rise", Part.JOURNEY, "append and fold"),
                new Descent(Part.ORCHESTRATION, "deliver email", Part.ORCHESTRATION, "decide explain-price-rise"),
                new Descent(Part.IDENTITY, IDENTITIES + "GetCustomer", Part.ORCHESTRATION, "deliver email"));
    }

    @TempDir
    private Path data;

    @Test
    void oneTraceGoesFromTheCallToTheAction() throws Exception {
        var installation = Installation.locate();
        assumeTrue(
                Part.services().stream().allMatch(installation::isBuilt), "skipped: the services are not built");
        try (var receiver = new OtlpReceiver();
                var platform = Platform.start(installation, traced(receiver), line -> {})) {
            applySamples(platform, installation);
            var delivered = subscribe(platform);

            recordPriceRise(interactions(platform, TRACE));
            assertThat(next(delivered).getTraceparent()).contains(TRACE);
            assertOneTrace(receiver, TRACE, thread("RecordInteractions"));

            streamPriceRise(interactions(platform, STREAM_TRACE));
            assertThat(next(delivered).getTraceparent()).contains(STREAM_TRACE);
            assertOneTrace(receiver, STREAM_TRACE, thread("StreamInteractions"));

            recordWhatIsRefused(interactions(platform, REFUSED_TRACE));
            receiver.await(REFUSED_TRACE, PATIENCE, found -> !found.isEmpty())
                    .forEach(OneTraceIT::assertNothingPersonal);
            assertNothingPersonalLogged(platform.logs());
        }
    }

    private PlatformSettings traced(OtlpReceiver receiver) {
        return PlatformSettings.of(data, Ports.free())
                .withServiceSettings(Map.of(
                        "QUARKUS_OTEL_SDK_DISABLED", "false",
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms"));
    }

    private static void applySamples(PlatformHandle platform, Installation installation) throws IOException {
        platform.clients()
                .definitions()
                .applyDefinition(ApplyDefinitionRequest.newBuilder()
                        .setYaml(Files.readString(
                                installation.samples().resolve("journeys/pay-bill.journey.yaml")))
                        .build());
        platform.clients()
                .policies()
                .applyPolicy(ApplyPolicyRequest.newBuilder()
                        .setYaml(Files.readString(
                                installation.samples().resolve("policies/explain-price-rise.policy.yaml")))
                        .build());
    }

    /** Actions as the channel is offered them; it says of each that it is done. */
    private static BlockingQueue<Action> subscribe(PlatformHandle platform) {
        var delivered = new LinkedBlockingQueue<Action>();
        var requests = new CompletableFuture<StreamObserver<StreamActionsRequest>>();
        requests.complete(platform.clients().actions().streamActions(new StreamObserver<StreamActionsResponse>() {
            @Override
            public void onNext(StreamActionsResponse response) {
                if (response.hasAction()) {
                    delivered.add(response.getAction());
                    requests.join().onNext(done(response.getAction()));
                }
            }

            @Override
            public void onError(Throwable failure) {
                // The platform is closed at the end; should the stream end before, no action comes.
            }

            @Override
            public void onCompleted() {
                // As above.
            }
        }));
        requests.join().onNext(StreamActionsRequest.newBuilder()
                .setSubscribe(Subscribe.newBuilder().setChannel("email").setMaxInFlight(1))
                .build());
        return delivered;
    }

    private static StreamActionsRequest done(Action action) {
        return StreamActionsRequest.newBuilder()
                .setAcknowledge(Acknowledge.newBuilder()
                        .setActionId(action.getId())
                        .setResult(ActionResult.ACTION_RESULT_DONE))
                .build();
    }

    private static Action next(BlockingQueue<Action> delivered) throws InterruptedException {
        var action = delivered.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(action).as("an action, within " + PATIENCE).isNotNull();
        return action;
    }

    /** Calls to which {@code trace} belongs. */
    private static Channel interactions(PlatformHandle platform, String trace) {
        var headers = new Metadata();
        headers.put(
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
                "00-" + trace + "-" + CALLER + "-01");
        return ClientInterceptors.intercept(
                platform.clients().channel(Part.JOURNEY), MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static void recordPriceRise(Channel channel) {
        var answer = InteractionServiceGrpc.newBlockingStub(channel)
                .recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addInteractions(priceRise("bill-1", PERSONAL))
                        .build());
        assertThat(answer.getResults(0).hasRecorded()).isTrue();
    }

    private static void streamPriceRise(Channel channel) throws Exception {
        var stream = InteractionServiceGrpc.newBlockingV2Stub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .streamInteractions();
        stream.write(StreamInteractionsRequest.newBuilder()
                .addInteractions(priceRise("bill-2", PERSONAL_TOO))
                .build());
        stream.halfClose();
        assertThat(stream.read().getRefusedList()).isEmpty();
    }

    /** Whoever refuses may be tempted to say what it was that was wrong. */
    private static void recordWhatIsRefused(Channel channel) {
        var fine = priceRise("bill-3", PERSONAL);
        var answer = InteractionServiceGrpc.newBlockingStub(channel)
                .recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addInteractions(fine.toBuilder().setId(PERSONAL + "\0"))
                        .addInteractions(fine.toBuilder().setTouchpoint(""))
                        .addInteractions(fine.toBuilder().clearIdentifiers())
                        .addInteractions(fine.toBuilder()
                                .clearIdentifiers()
                                .addIdentifiers(Identifier.newBuilder().setNamespace("of nobody").setValue(PERSONAL_TOO)))
                        .addInteractions(fine.toBuilder()
                                .setOccurredAt(Timestamp.newBuilder().setSeconds(Instant.now().plusSeconds(86_400).getEpochSecond())))
                        .addInteractions(fine.toBuilder()
                                .setAttributes(Struct.newBuilder().putFields(PERSONAL_TOO, text("\0"))))
                        .addInteractions(priceRise("bill-1", PERSONAL_TOO))
                        .build());
        assertThat(answer.getResultsList()).hasSize(7).allMatch(InteractionResult::hasRefused);
    }

    private static Interaction priceRise(String id, String email) {
        return Interaction.newBuilder()
                .setSource("billing")
                .setId(id)
                .setOccurredAt(Timestamp.newBuilder()
                        .setSeconds(Instant.now().minusSeconds(60).getEpochSecond()))
                .addIdentifiers(Identifier.newBuilder().setNamespace("email").setValue(email))
                .setChannel("email")
                .setTouchpoint("bill.sent")
                .setAttributes(
                        Struct.newBuilder().putFields("bill_id", text(id)).putFields("reason", text("price_rise")))
                .build();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static void assertOneTrace(OtlpReceiver receiver, String trace, List<Descent> descents) {
        var spans = receiver.await(
                trace, PATIENCE, found -> missing(descents, found).isEmpty() && unconnected(found).isEmpty());
        assertThat(missing(descents, spans)).as("links missing in the trace").isEmpty();
        assertThat(unconnected(spans))
                .as("spans whose parent is neither another span of the trace nor the caller")
                .isEmpty();
        spans.forEach(OneTraceIT::assertNothingPersonal);
    }

    private static void assertNothingPersonal(ReceivedSpan span) {
        assertThat(span.text()).doesNotContain(PERSONAL, PERSONAL_TOO);
    }

    private static List<Descent> missing(List<Descent> descents, List<ReceivedSpan> spans) {
        return descents.stream().filter(descent -> !descent.isIn(spans)).toList();
    }

    private static List<ReceivedSpan> unconnected(List<ReceivedSpan> spans) {
        var known = spans.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> !span.parentSpanId().equals(CALLER) && !known.contains(span.parentSpanId()))
                .toList();
    }

    private static void assertNothingPersonalLogged(Path logs) throws IOException {
        try (var files = Files.list(logs)) {
            for (var log : files.toList()) {
                assertThat(Files.readString(log))
                        .as(log.getFileName().toString())
                        .doesNotContain(PERSONAL, PERSONAL_TOO);
            }
        }
    }

    /** That a span {@code name} of {@code part} is there, and a span {@code origin} of {@code originPart} above it. */
    private record Descent(Part part, String name, Part originPart, String origin) {

        boolean isIn(List<ReceivedSpan> spans) {
            var byId = spans.stream().collect(Collectors.toMap(ReceivedSpan::spanId, span -> span));
            return spans.stream()
                    .filter(span -> is(span, part, name))
                    .anyMatch(span -> Stream.iterate(byId.get(span.parentSpanId()), Objects::nonNull, above ->
                                    byId.get(above.parentSpanId()))
                            .anyMatch(above -> is(above, originPart, origin)));
        }

        private static boolean is(ReceivedSpan span, Part part, String name) {
            return span.service().equals(part.title()) && span.name().equals(name);
        }
    }
}
