package io.throughline.journey.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.kit.test.PostgresResource;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segment's own SDK for Node.js, unchanged. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SegmentSdkIT {

    private static final Path MODULES = Path.of("../target/segment/node_modules").toAbsolutePath().normalize();
    private static final int TRACKED = 25;

    @TestHTTPResource("/")
    URI address;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    ScriptedIdentity identity;

    @BeforeEach
    void begin() {
        assumeTrue(
                Files.isDirectory(MODULES.resolve("@segment/analytics-node")) && hasNode(),
                "skipped: no @segment/analytics-node; with Node.js 20, npm install --prefix target/segment"
                        + " @segment/analytics-node brings it");
        beginning.underThoseApplied();
        beginning.showTime(Instant.parse("2026-03-02T13:00:00Z"));
    }

    @Test
    void whatTheSdkTakesForDeliveredIsRecorded() throws Exception {
        var shop = open();

        assertThat(told(shop).getInteger("delivered")).isEqualTo(TRACKED + 2);
        assertEverythingIsRecordedOnce();
    }

    @Test
    void theSdkTriesAgainUntilItIsRecorded() throws Exception {
        identity.goDown();
        var shop = open();
        assertThat(identity.awaitFailedResolves(7)).as("attempts while identity-service is down").isTrue();
        identity.comeBack();

        var told = told(shop);
        assertThat(told.getInteger("delivered")).isEqualTo(TRACKED + 2);
        assertThat(told.getInteger("asked")).isGreaterThan(3);
        assertEverythingIsRecordedOnce();
    }

    private void assertEverythingIsRecordedOnce() {
        var recorded = journeys
                .getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setIdentifier(ScriptedIdentity.identifier("crm", "ada"))
                        .setRecentInteractions(200)
                        .build())
                .getRecentInteractionsList()
                .stream()
                .map(RecentInteraction::getTouchpoint)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(recorded)
                .containsOnlyKeys("identify", "Bill Viewed", "page")
                .containsEntry("Bill Viewed", (long) TRACKED)
                .containsEntry("identify", 1L)
                .containsEntry("page", 1L);
        assertThat(identity.heard())
                .isNotEmpty()
                .allSatisfy(heard -> assertThat(heard.getAttributes().getFieldsMap()).containsOnlyKeys("plan", "createdAt"));
    }

    private Process open() throws IOException {
        var node = new ProcessBuilder(
                "node", Path.of("src/test/node/shop.cjs").toString(), address.toString(), Integer.toString(TRACKED));
        node.environment().put("NODE_PATH", MODULES.toString());
        return node.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static JsonObject told(Process shop) throws Exception {
        assertThat(shop.waitFor(60, TimeUnit.SECONDS)).as("the shop has ended").isTrue();
        return new JsonObject(new String(shop.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static boolean hasNode() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
