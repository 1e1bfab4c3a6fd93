package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has touchpoints of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DiscoveryResourceIT {

    @GrpcClient("self")
    InteractionServiceBlockingStub interactions;

    @Inject
    Beginning beginning;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(MONDAY.plus(Duration.ofDays(100)));
    }

    @Test
    void whatIsDiscoveredCanBeAppliedAndCompared() {
        record("ada@x.test", "garden.asked", 1);
        record("ada@x.test", "garden.planned", 2);
        record("ada@x.test", "garden.done", 3);

        given().get("/v1/discovery?name=garden")
                .then()
                .statusCode(200)
                .body("cases", equalTo(1))
                .body("variants[0].touchpoints", contains("garden.asked", "garden.planned", "garden.done"))
                .body("pairs[0].time.meanSeconds", equalTo(3600f))
                .body("starts[0].touchpoint", equalTo("garden.asked"))
                .body("ends[0].kind", equalTo("goal"))
                .body("cut.otherPairs", equalTo(0));
        var yaml = given().accept("application/yaml").get("/v1/discovery?name=garden").then().statusCode(200).extract().asString();
        assertThat(yaml).startsWith("# A draft").contains("\nname: garden\n");
        given().body(yaml).put("/v1/definitions/garden").then().statusCode(200);

        given().get("/v1/definitions/garden/conformance")
                .then()
                .statusCode(200)
                .body("definition", equalTo("garden"))
                .body("asOf", equalTo("2026-06-10T08:00:00Z"))
                .body("versions[0].journeys", equalTo(1))
                .body("versions[0].rules[0].kind", equalTo("entry"))
                .body("versions[0].rules[0].interactions", equalTo(1))
                .body("versions[0]", hasKey("orderViolations"));
        given().get("/v1/discovery").then().statusCode(200).body("claimed", equalTo(3)).body("yaml", equalTo(""));
    }

    @Test
    void whatBreaksItsRulesIsRefusedByName() {
        refused("/v1/discovery?variants=0", 400, "variants");
        refused("/v1/discovery?pairs=2001", 400, "pairs");
        refused("/v1/discovery?from=yesterday", 400, "from");
        refused("/v1/discovery?name=No%20Name", 400, "name");
        refused("/v1/discovery?correlateBy=%20", 400, "correlateBy");
        refused("/v1/definitions/garden/conformance?examples=21", 400, "examples");
        refused("/v1/definitions/nobodys/conformance", 404, "nobodys");
    }

    private static void refused(String path, int status, String why) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(why));
    }

    private void record(String email, String touchpoint, int hour) {
        interactions.recordInteractions(RecordInteractionsRequest.newBuilder()
                .addInteractions(met(email, touchpoint, MONDAY.plus(Duration.ofHours(hour))))
                .build());
    }
}
