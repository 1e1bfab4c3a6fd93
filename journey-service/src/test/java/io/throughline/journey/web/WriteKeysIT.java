package io.throughline.journey.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where write keys are named, nobody else is let in. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WriteKeysIT.TwoSources.class)
class WriteKeysIT {

    /** Names the keys of a shop and a site. */
    public static class TwoSources implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "throughline.segment.write-keys.\"Key-Of-Shop\"", "shop",
                    "throughline.segment.write-keys.\"Key-Of-Site\"", "site");
        }
    }

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
    }

    @Test
    void theKeyTellsTheSource() {
        given().auth().preemptive().basic("Key-Of-Shop", "").body(message("m-1", "")).post("/v1/track").then().statusCode(200);
        given().body(message("m-2", "\"writeKey\": \"Key-Of-Site\", ")).post("/v1/track").then().statusCode(200);

        assertThat(journeys
                        .getCustomerContext(GetCustomerContextRequest.newBuilder()
                                .setIdentifier(ScriptedIdentity.identifier("crm", "ada"))
                                .build())
                        .getRecentInteractionsList())
                .extracting(RecentInteraction::getSource)
                .containsExactlyInAnyOrder("shop", "site");
    }

    @Test
    void whoHasNoneIsTurnedAway() {
        given().body(message("m-1", "")).post("/v1/track")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("reason", equalTo("UNAUTHENTICATED"));
        given().header("Authorization", "basic S2V5LU9mLVNob3A6").body(message("m-3", "")).post("/v1/track").then().statusCode(200);
        given().header("Authorization", "Basic ???").body(message("m-1", "")).post("/v1/track").then().statusCode(401);
        given().auth().preemptive().basic("key-of-shop", "").body(message("m-1", "")).post("/v1/track").then().statusCode(401);
    }

    private static String message(String id, String more) {
        return "{%s\"messageId\": \"%s\", \"userId\": \"ada\", \"event\": \"x\", \"timestamp\": \"2026-03-02T12:00:00Z\"}"
                .formatted(more, id);
    }
}
