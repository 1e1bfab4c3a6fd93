package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.ListJourneysRequest;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journeys by HTTP, listed and explained. Definitions stay applied from test to test; so these touchpoints are its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JourneyResourceIT {

    private static final String DUES = """
            name: dues
            title: Pay the dues
            owner: Treasurer
            lifecycle_stage: use
            entry: [dues.sent]
            achieved: [dues.paid]
            touchpoints: [dues.call]
            moments:
              - {name: question answered, touchpoint: dues.call, when: interaction.channel == 'phone'}
            stages:
              - {name: owing, touchpoint: dues.sent}
              - {name: in doubt, touchpoint: dues.call}
            stall_after: 3d
            abandon_after: 10d
            """;

    private static final Instant SECOND = MONDAY.plus(Duration.ofHours(1));

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Intake intake;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(MONDAY.plus(Duration.ofDays(4)));
        given().body(DUES).put("/v1/definitions/dues").then().statusCode(200);
        intake.record(List.of(
                met("ada@x.test", "dues.sent", MONDAY).build(),
                met("ada@x.test", "dues.call", MONDAY.plusSeconds(60)).build(),
                met("bo@x.test", "dues.sent", SECOND).build(),
                met("bo@x.test", "dues.paid", SECOND.plusSeconds(60)).build()));
    }

    @Test
    void journeysAreListedByWhatIsAskedOfThem() {
        var ada = ScriptedIdentity.founded("email", "ada@x.test").toString();
        var bo = ScriptedIdentity.founded("email", "bo@x.test").toString();

        list("pageSize=10").body("journeys.customerId", contains(bo, ada)).body("", not(hasKey("nextPageToken")));
        list("state=stalled").body("journeys.customerId", contains(ada));
        list("state=stalled&state=achieved").body("journeys.customerId", contains(bo, ada));
        list("signal=inaction").body("journeys.customerId", contains(ada));
        list("definition=dues&stage=in%20doubt").body("journeys.customerId", contains(ada));
        list("owner=Treasurer&lifecycleStage=use").body("journeys.customerId", contains(bo, ada));
        list("lifecycleStage=support").body("journeys", empty());
        list("customer=" + bo)
                .body("journeys.customerId", contains(bo))
                .body("journeys[0].definition", equalTo("dues"))
                .body("journeys[0].state", equalTo("achieved"))
                .body("journeys[0].stage", equalTo("owing"))
                .body("journeys[0].startedAt", equalTo("2026-03-02T09:00:00Z"))
                .body("journeys[0].endedAt", equalTo("2026-03-02T09:01:00Z"))
                .body("journeys[0].transitions.kind", contains("entered", "achieved"))
                .body("journeys[0].transitions[0]", not(hasKey("moment")))
                .body("journeys[0].steps.touchpoint", contains("dues.sent", "dues.paid"))
                .body("journeys[0].tally.interactions", equalTo(2));
    }

    @Test
    void aListIsReadPageByPage() {
        var ids = new ArrayList<String>();
        var token = "";
        do {
            var page = list("pageSize=1&pageToken=" + token);
            ids.addAll(page.extract().jsonPath().getList("journeys.id", String.class));
            token = page.extract().jsonPath().getString("nextPageToken");
        } while (token != null);

        assertThat(ids)
                .hasSize(2)
                .containsExactlyElementsOf(journeys.listJourneys(ListJourneysRequest.getDefaultInstance()).getJourneysList().stream()
                        .map(Journey::getId)
                        .toList());
    }

    @Test
    void aJourneyIsToldAndExplained() {
        var id = list("state=stalled").extract().jsonPath().getString("journeys[0].id");

        given().get("/v1/journeys/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("stalled"))
                .body("dueAt", equalTo("2026-03-12T08:01:00Z"))
                .body("signals.kind", contains("inaction"));
        given().get("/v1/journeys/" + id + "/explanation")
                .then()
                .statusCode(200)
                .body("asOf", equalTo("2026-03-06T08:00:00Z"))
                .body("journey.state", equalTo("stalled"))
                .body("events.interaction.touchpoint", contains("dues.sent", "dues.call"))
                .body("events[0].stage", equalTo("owing"))
                .body("events[1].stage", equalTo("in doubt"))
                .body("events[2]", not(hasKey("interaction")))
                .body("events[0].rules[0].kind", equalTo("entry"))
                .body("events[2].occurredAt", equalTo("2026-03-05T08:01:00Z"))
                .body("events[2].transitions.kind", contains("stalled"))
                .body("events[2].signals", contains("inaction"))
                .body("earlierEvents", equalTo(0))
                .body("awaitedRules.kind", hasItems("goal", "moment"))
                .body("deadlines[0].brings", equalTo("abandoned"))
                .body("deadlines[0].at", equalTo("2026-03-12T08:01:00Z"))
                .body("deadlines[0]", not(hasKey("notices")));
        given().get("/v1/journeys/" + id + "/explanation?asOf=2026-03-02T08:00:30Z&latestEvents=1")
                .then()
                .statusCode(200)
                .body("journey.state", equalTo("active"))
                .body("events.interaction.touchpoint", contains("dues.sent"))
                .body("deadlines.brings", contains("stalled", "abandoned"));
    }

    @Test
    void whatBreaksItsRulesIsRefusedByName() {
        refused("?state=asleep", 400, "state");
        refused("?signal=noise", 400, "ping_pong");
        refused("?lifecycleStage=birth", 400, "awareness");
        refused("?customer=ada", 400, "customer");
        refused("?stage=owing", 400, "definition");
        refused("?pageSize=1001", 400, "pageSize");
        refused("?pageToken=nonsense", 400, "page_token");
        refused("/" + UUID.randomUUID(), 404, "no journey has this id");
        refused("/" + UUID.randomUUID() + "/explanation", 404, "no journey has this id");
        refused("/" + UUID.randomUUID() + "/explanation?asOf=yesterday", 400, "asOf");
        refused("/" + UUID.randomUUID() + "/explanation?latestEvents=0", 400, "latestEvents");
        refused("?pageSize=many", 400, "pageSize");
        given().urlEncodingEnabled(false)
                .get("/v1/journeys?pageSize=10x&owner=&state=active&definition=x")
                .then()
                .statusCode(400)
                .body("violations.field", contains("pageSize"));
        refused("/ada?pageToken=a", 404, "form");
        refused("/ada", 404, "form");
    }

    private static ValidatableResponse list(String question) {
        return given().urlEncodingEnabled(false).get("/v1/journeys?" + question).then().statusCode(200);
    }

    private static void refused(String asked, int status, String why) {
        given().urlEncodingEnabled(false)
                .get("/v1/journeys" + asked)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(why));
    }
}
