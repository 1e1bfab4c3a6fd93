package io.throughline.standalone.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionServiceGrpc;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.orchestration.v1.Action;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a channel's call to the action that comes of it, through all four services, there is one trace. */
class OneTraceIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String PERSONAL = "ann.example@example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

            recordPriceRise(platform);

            var action = delivered.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(action.getTraceparent()).contains(TRACE);
            var spans = receiver.await(TRACE, PATIENCE, OneTraceIT::isComplete);
            assertThat(services(spans)).containsAll(titles());
            assertThat(names(spans)).contains("follow journeys", "decide explain-price-rise", "deliver email");
            assertConnected(spans);
            assertThat(spans).allSatisfy(span -> assertThat(span.text()).doesNotContain(PERSONAL));
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

    private static CompletableFuture<Action> subscribe(PlatformHandle platform) {
        var delivered = new CompletableFuture<Action>();
        var requests = platform.clients().actions().streamActions(new StreamObserver<StreamActionsResponse>() {
            @Override
            public void onNext(StreamActionsResponse response) {
                if (response.hasAction()) {
                    delivered.complete(response.getAction());
                }
            }

            @Override
            public void onError(Throwable failure) {
                delivered.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                delivered.completeExceptionally(new IllegalStateException("the stream ended"));
            }
        });
        requests.onNext(StreamActionsRequest.newBuilder()
                .setSubscribe(Subscribe.newBuilder().setChannel("email").setMaxInFlight(1))
                .build());
        return delivered;
    }

    private static void recordPriceRise(PlatformHandle platform) {
        var headers = new Metadata();
        headers.put(
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
                "00-" + TRACE + "-" + CALLER + "-01");
        var channel = ClientInterceptors.intercept(
                platform.clients().channel(Part.JOURNEY), MetadataUtils.newAttachHeadersInterceptor(headers));
        var aMinuteAgo = Instant.now().minusSeconds(60);
        var answer = InteractionServiceGrpc.newBlockingStub(channel)
                .recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addInteractions(Interaction.newBuilder()
                                .setSource("billing")
                                .setId("bill-1")
                                .setOccurredAt(Timestamp.newBuilder().setSeconds(aMinuteAgo.getEpochSecond()))
                                .addIdentifiers(Identifier.newBuilder()
                                        .setNamespace("email")
                                        .setValue(PERSONAL))
                                .setChannel("email")
                                .setTouchpoint("bill.sent")
                                .setAttributes(Struct.newBuilder()
                                        .putFields("bill_id", text("B1"))
                                        .putFields("reason", text("price_rise"))))
                        .build());
        assertThat(answer.getResults(0).hasRecorded()).isTrue();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static boolean isComplete(List<ReceivedSpan> spans) {
        return services(spans).containsAll(titles())
                && names(spans).contains("deliver email")
                && unconnected(spans).isEmpty();
    }

    private static void assertConnected(List<ReceivedSpan> spans) {
        assertThat(unconnected(spans))
                .as("spans whose parent is neither another span of the trace nor the caller")
                .isEmpty();
    }

    private static List<ReceivedSpan> unconnected(List<ReceivedSpan> spans) {
        var known = spans.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> !span.parentSpanId().equals(CALLER) && !known.contains(span.parentSpanId()))
                .toList();
    }

    private static List<String> services(List<ReceivedSpan> spans) {
        return spans.stream().map(ReceivedSpan::service).distinct().toList();
    }

    private static List<String> names(List<ReceivedSpan> spans) {
        return spans.stream().map(ReceivedSpan::name).distinct().toList();
    }

    private static List<String> titles() {
        return Part.services().stream().map(Part::title).toList();
    }

    private static void assertNothingPersonalLogged(Path logs) throws IOException {
        try (var files = Files.list(logs)) {
            for (var log : files.toList()) {
                assertThat(Files.readString(log)).as(log.getFileName().toString()).doesNotContain(PERSONAL);
            }
        }
    }
}
