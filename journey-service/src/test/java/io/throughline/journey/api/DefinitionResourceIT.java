package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.throughline.journey.testing.Beginning;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.UUID;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has a name of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DefinitionResourceIT {

    private final String name = "visit-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Beginning beginning;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
    }

    @Test
    void isAppliedOnceAndTold() {
        put(name, yaml("Visit the shop"))
                .statusCode(200)
                .body("unchanged", equalTo(false))
                .body("definition.version", equalTo(1))
                .body("definition.moments[0].importance", equalTo(3));
        put(name, yaml("Visit the shop") + "# a comment\n").statusCode(200).body("unchanged", equalTo(true));
        put(name, yaml("Visit")).statusCode(200).body("definition.version", equalTo(2));

        given().get("/v1/definitions/" + name)
                .then()
                .statusCode(200)
                .body("title", equalTo("Visit"))
                .body("lifecycleStage", equalTo("use"))
                .body("owner", nullValue())
                .body("targetSeconds", equalTo(1.5f));
        given().accept("application/yaml")
                .get("/v1/definitions/" + name)
                .then()
                .statusCode(200)
                .body(equalTo(yaml("Visit")));
        given().queryParam("pageSize", 1_000)
                .get("/v1/definitions")
                .then()
                .statusCode(200)
                .body("definitions.name", hasItem(name));
    }

    @Test
    void mistakesAreNamedByPathAndLine() {
        put(name, yaml("Visit") + "stahl_after: 3d\n")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("stahl_after"))
                .body("violations[0].description", containsString("line 8"))
                .body("violations[0].description", containsString("did you mean `stall_after`?"));
        put("another", yaml("Visit")).statusCode(400).body("violations[0].field", equalTo("name"));
        put(name, "title: " + "x".repeat(300_000)).statusCode(413).body("detail", containsString("262144"));

        given().get("/v1/definitions/" + name).then().statusCode(404).body("reason", equalTo("NOT_FOUND"));
    }

    @Test
    void whatIsNoUtf8IsRefusedRatherThanGuessed() {
        var latin1 = "name: umlaut\ntitle: \u00dcbergabe\n".getBytes(StandardCharsets.ISO_8859_1);

        for (var address : List.of("/v1/definitions/umlaut", "/v1/definitions/umlaut/preview")) {
            var request = given().contentType("application/yaml").body(latin1);
            (address.endsWith("preview") ? request.post(address) : request.put(address))
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("body"))
                    .body("violations[0].description", equalTo("is not text in UTF-8, as definitions are"));
        }
        given().get("/v1/definitions/umlaut").then().statusCode(404);
    }

    @Test
    void aTimeBeyondAllCalendarsIsRefusedByName() {
        for (var time : List.of("-999999999-01-01T00:00:00Z", "-5000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z")) {
            given().queryParam("toVersion", 1)
                    .queryParam("at", time)
                    .post("/v1/definitions/" + name + "/migrations")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("at"));
        }
    }

    @Test
    void theSchemaIsServed() {
        given().get("/schemas/journey-definition.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("title", equalTo("Journey definition"));
    }

    private static ValidatableResponse put(String name, String yaml) {
        return given().contentType("application/x-www-form-urlencoded").body(yaml).put("/v1/definitions/" + name).then();
    }

    private String yaml(String title) {
        return """
                name: %s
                title: %s
                lifecycle_stage: use
                target_time: PT1.5S
                entry: [%s.entered]
                moments:
                  - {name: asked, touchpoint: %s.asked}
                """.formatted(name, title, name, name);
    }
}
