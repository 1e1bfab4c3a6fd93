package io.throughline.measurement.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Step;
import io.throughline.journey.v1.Tally;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.measurement.MeasurementIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program, and a person with a browser, gets over HTTP. */
@QuarkusTest
class RestIT extends MeasurementIT {

    private static final String JOURNEY = "7f1c1c1e-5b1f-4b61-9d3c-0a3f6a7c1e11";
    private static final String CUSTOMER = "0190c1c1-5b1f-7b61-9d3c-0a3f6a7c1e12";

    @BeforeEach
    void oneJourneyIsKnown() {
        followJourneyService();
        journeyService.define(Definition.newBuilder()
                .setName("rest-bill")
                .setVersion(3)
                .setTitle("Pay a bill")
                .setGoal("The bill is paid and I know it")
                .setOwner("Billing")
                .setTargetTime(Durations.fromDays(2))
                .build());
        var begin = Timestamps.fromSeconds(1_772_323_200);
        var end = Timestamps.fromSeconds(1_772_323_200 + 4 * 86_400);
        journeyService.feed().tell(JourneyChange.newBuilder()
                .setJourneyId(JOURNEY)
                .setHeader(ChangeHeader.newBuilder().setCustomerId(CUSTOMER).setRevision(1))
                .setJourney(Journey.newBuilder()
                        .setId(JOURNEY)
                        .setCustomerId(CUSTOMER)
                        .setDefinition("rest-bill")
                        .setVersion(3)
                        .setRevision(1)
                        .setState(JourneyState.JOURNEY_STATE_ACHIEVED)
                        .setStartedAt(begin)
                        .setLastInteractionAt(end)
                        .setEndedAt(end)
                        .addTransitions(Transition.newBuilder()
                                .setKind(TransitionKind.TRANSITION_KIND_ACHIEVED)
                                .setOccurredAt(end))
                        .addSteps(Step.newBuilder().setTouchpoint("bill.sent").setOccurredAt(begin))
                        .addSteps(Step.newBuilder().setTouchpoint("payment.made").setOccurredAt(end))
                        .setTally(Tally.newBuilder()
                                .setInteractions(2)
                                .setNpsPromoters(1)
                                .addRevenue(Money.newBuilder()
                                        .setCurrencyCode("EUR")
                                        .setUnits(12)
                                        .setNanos(345_678_901))))
                .build());
        journeyService.feed().awaitRead();
    }

    @Test
    void aScorecardTellsNumbersWithTheirUnits() {
        when().get("/api/v1/scorecards/rest-bill")
                .then()
                .statusCode(200)
                .body("title", equalTo("Pay a bill"))
                .body("version", equalTo(3))
                .body("journeys.total", equalTo(1))
                .body("journeys.achieved", equalTo(1))
                .body("achievedShare", equalTo(1.0f))
                .body("timeToGoal.medianSeconds", equalTo(345_600))
                .body("targetSeconds", equalTo(172_800))
                .body("withinTargetShare", equalTo(0.0f))
                .body("nps.score", equalTo(100.0f))
                .body("csat.answers", equalTo(0))
                .body("csat.mean", nullValue())
                .body("revenue.EUR", equalTo("12.345678901"))
                .body("success.value", equalTo(90.0f))
                .body("success.parts.name", equalTo(java.util.List.of("outcome", "time", "effort", "sentiment")))
                .body("success.parts.explanation", everyItem(notNullValue()))
                .body("asOf", equalTo("2026-03-05T00:00:00Z"));
    }

    @Test
    void scorecardsComeInPages() {
        given().queryParam("pageSize", 1)
                .when()
                .get("/api/v1/scorecards")
                .then()
                .statusCode(200)
                .body("scorecards", hasSize(1));
        when().get("/api/v1/scorecards").then().statusCode(200).body("scorecards.definition", hasItems("rest-bill"));
    }

    @Test
    void whatHasNotChangedIsNotToldAgain() {
        var tag = when().get("/api/v1/scorecards/rest-bill").then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", tag).when().get("/api/v1/scorecards/rest-bill").then().statusCode(304);

        oneJourneyIsKnown();

        given().header("If-None-Match", tag).when().get("/api/v1/scorecards/rest-bill").then().statusCode(200);
    }

    @Test
    void pathsTellVariantsAndPairs() {
        given().queryParam("definition", "rest-bill")
                .when()
                .get("/api/v1/paths")
                .then()
                .statusCode(200)
                .body("variants", equalTo(1))
                .body("topVariants[0].touchpoints", equalTo(java.util.List.of("bill.sent", "payment.made")))
                .body("directlyFollows[0].from", equalTo("bill.sent"))
                .body("pairs", equalTo(1))
                .body("duration.meanSeconds", equalTo(345_600));
    }

    @Test
    void aJourneyScoreShowsItsParts() {
        when().get("/api/v1/journeys/" + JOURNEY + "/score")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACHIEVED"))
                .body("score.parts[1].value", equalTo(50.0f))
                .body("score.parts[1].explanation", containsString("4 days against a target of 2 days"));
    }

    @Test
    void followingTellsHowFarBehind() {
        when().get("/api/v1/following").then().statusCode(200).body("changesBehind", equalTo(0));
    }

    @Test
    void measuresAreToldWhileJourneyServiceIsGone() {
        journeyService.stop();

        when().get("/api/v1/scorecards/rest-bill").then().statusCode(200);
        when().get("/api/v1/scorecards").then().statusCode(200).body("scorecards.definition", hasItems("rest-bill"));
        when().get("/api/v1/following")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("reason", equalTo("UNAVAILABLE"));
    }

    @Test
    void whatIsWrongIsAProblemWithAReason() {
        when().get("/api/v1/scorecards/nobody-defined-this")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("reason", equalTo("NOT_FOUND"))
                .body("detail", containsString("nobody-defined-this"));
        given().queryParam("pageSize", 100_000)
                .when()
                .get("/api/v1/scorecards")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("pageSize"));
        given().queryParam("pageSize", "many")
                .when()
                .get("/api/v1/scorecards")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("pageSize"));
        given().queryParam("pageToken", "%%%")
                .when()
                .get("/api/v1/scorecards")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("page_token"));
    }

    @Test
    void aParameterThatNoDatabaseCanBeAskedForIsRefusedByName() {
        refusedByName("/api/v1/scorecards/a%00b", "definition");
        refusedByName("/api/v1/paths?definition=rest-bill&definition=a%00b", "definition");
        refusedByName("/api/v1/scorecards?pageToken=%00", "pageToken");
        refusedByName("/api/v1/scorecards?pageToken=YQBi", "page_token");
    }

    private static void refusedByName(String address, String field) {
        given().urlEncodingEnabled(false)
                .when()
                .get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("reason", equalTo("INVALID_FIELDS"))
                .body("violations.field", equalTo(java.util.List.of(field)));
    }

    @Test
    void theOpenApiDocumentDescribesWhatCanBeAsked() {
        given().queryParam("format", "json")
                .when()
                .get("/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/v1/scorecards"))
                .body("paths.'/api/v1/scorecards/{definition}'.get.operationId", equalTo("getScorecard"))
                .body("paths.'/api/v1/paths'.get.responses", hasKey("404"))
                .body("paths", not(hasKey("/console")))
                .body("components.schemas.Scorecard.properties.timeToGoal", notNullValue())
                .body("components.schemas.ScorePart.properties.weight.description", containsString("add up to 1"))
                .body("components.schemas.size()", greaterThan(10));
    }

    @Test
    void theConsoleIsServedWithEverythingItLoads() {
        given().redirects()
                .follow(false)
                .when()
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", matchesPattern(".*/console/"));
        var page = when().get("/console/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asString();

        assertThat(page).doesNotContain("http://", "https://", "style=", "onclick");
        var loaded = java.util.regex.Pattern.compile("(?:src|href)=\"([^\"#]+)\"").matcher(page);
        int count = 0;
        while (loaded.find()) {
            when().get("/console/" + loaded.group(1)).then().statusCode(200);
            count++;
        }
        assertThat(count).isGreaterThan(2);
    }

    @Test
    void aPageOfANamedOriginMayAsk() {
        given().header("Origin", "https://console.example")
                .when()
                .get("/api/v1/scorecards")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://console.example");
    }

    @Test
    void aPageOfAnotherOriginMayNotAsk() {
        given().header("Origin", "https://elsewhere.example")
                .when()
                .get("/api/v1/scorecards")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
