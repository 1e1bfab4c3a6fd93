package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.equalTo;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Caller;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionDifference;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.DefinitionStatus;
import io.throughline.journey.v1.DefinitionVersion;
import io.throughline.journey.v1.DiffDefinitionRequest;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts are kept and never in force; of what is retired no journey begins. Each test has names of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DefinitionStatusIT {

    private static final Instant NOW = MONDAY.plus(Duration.ofDays(100));

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @Inject
    Beginning beginning;

    @Inject
    Caller caller;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(NOW);
    }

    @AfterEach
    void foldToTheEnd() {
        caller.awaitFolded();
    }

    @Test
    void aDraftIsKeptAndToldAndNeverInForce() {
        caller.apply("name: drafted\ntitle: Now\nentry: drafted.begun\n");
        var future = "name: drafted\ntitle: Later\nentry: [drafted.begun, drafted.called]\nstatus: draft\n";

        var draft = caller.apply(future).getDefinition();
        assertThat(caller.apply(future).getUnchanged()).isTrue();

        assertThat(draft.getVersion()).isEqualTo(2);
        assertThat(draft.getStatus()).isEqualTo(DefinitionStatus.DEFINITION_STATUS_DRAFT);
        assertThat(draft.getFolding()).isFalse();
        assertThat(get("drafted", 0).getVersion()).isEqualTo(1);
        assertThat(get("drafted", 0).getStatus()).isEqualTo(DefinitionStatus.DEFINITION_STATUS_LIVE);
        assertThat(get("drafted", 2).getTitle()).isEqualTo("Later");
        assertThat(listed(false)).extracting(Definition::getName, Definition::getVersion).contains(pair("drafted", 1));
        assertThat(listed(true)).extracting(Definition::getName, Definition::getVersion).contains(pair("drafted", 2));

        caller.record(met("eva@example.org", "drafted.called", MONDAY));
        assertThat(caller.journeysOf("eva@example.org")).isEmpty();
    }

    @Test
    void aDraftIsComparedWithWhatIsInForce() {
        caller.apply("name: compared\ntitle: Now\nentry: compared.begun\n");
        caller.apply("name: compared\ntitle: Later\nentry: compared.begun\nstatus: draft\n");

        var differences = definitions.diffDefinition(DiffDefinitionRequest.newBuilder()
                .setVersion(DefinitionVersion.newBuilder().setName("compared").setVersion(2))
                .build());

        assertThat(differences.getDifferencesList())
                .extracting(DefinitionDifference::getWords)
                .containsExactly("`status` is draft; it was live", "`title` is Later; it was Now");
        var further = definitions.diffDefinition(DiffDefinitionRequest.newBuilder()
                .setYaml("name: compared\ntitle: Now\nentry: [compared.begun, compared.met]\n")
                .build());
        assertThat(further.getFromVersion()).as("the draft is not in force").isEqualTo(1);
    }

    @Test
    void whatWasADraftComesIntoForceAsTheNextVersion() {
        var draft = "name: first\ntitle: First\nentry: first.begun\nstatus: draft\n";
        caller.apply(draft);
        caller.record(met("jo@example.org", "first.begun", MONDAY));

        assertThat(get("first", 0).getStatus()).isEqualTo(DefinitionStatus.DEFINITION_STATUS_DRAFT);
        assertThat(listed(false)).extracting(Definition::getName).doesNotContain("first");
        assertThat(caller.journeysOf("jo@example.org")).isEmpty();

        var live = caller.apply(draft.replace("draft", "live")).getDefinition();
        caller.awaitFolded();

        assertThat(live.getVersion()).isEqualTo(2);
        assertThat(live.hasEffectiveFrom()).as("the first in force covers the past").isFalse();
        assertThat(caller.journeysOf("jo@example.org")).singleElement().satisfies(journey -> assertThat(journey.getVersion()).isEqualTo(2));
        assertThat(listed(true)).extracting(Definition::getName).doesNotContain("first");
    }

    @Test
    void ofWhatIsRetiredNoJourneyBeginsAndThoseUnderWayRunOn() {
        var live = "name: retired\ntitle: Old\nentry: retired.begun\nachieved: retired.done\n";
        caller.apply(live);
        caller.record(
                met("ann@example.org", "retired.begun", MONDAY),
                met("bob@example.org", "retired.begun", MONDAY.plus(Duration.ofDays(2))));

        var retired = caller.apply(live + "status: retired\neffective_from: " + MONDAY.plus(Duration.ofDays(1)) + "\n");
        caller.awaitFolded();
        caller.record(
                met("cy@example.org", "retired.begun", MONDAY.plus(Duration.ofDays(3))),
                met("ann@example.org", "retired.done", MONDAY.plus(Duration.ofDays(3))));

        assertThat(retired.getDefinition().getStatus()).isEqualTo(DefinitionStatus.DEFINITION_STATUS_RETIRED);
        assertThat(get("retired", 0).getVersion()).isEqualTo(2);
        assertThat(caller.journeysOf("ann@example.org")).singleElement().satisfies(journey -> {
            assertThat(journey.getVersion()).isEqualTo(1);
            assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        });
        assertThat(caller.journeysOf("bob@example.org")).as("began after it was retired").isEmpty();
        assertThat(caller.journeysOf("cy@example.org")).isEmpty();

        caller.apply(live + "effective_from: " + MONDAY.plus(Duration.ofDays(2)) + "\n");
        caller.awaitFolded();
        assertThat(caller.journeysOf("bob@example.org")).hasSize(1);
    }

    @Test
    void whatWasNeverLiveIsNotRetired() {
        var refusal = catchThrowableOfType(
                StatusRuntimeException.class, () -> caller.apply("name: unborn\ntitle: A\nentry: unborn.x\nstatus: retired\n"));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.getStatus().getDescription()).contains("status: line 4: retires what was never live");
    }

    @Test
    void versionsAndDraftsAreAskedForByHttp() {
        caller.apply("name: by-http\ntitle: Now\nentry: by-http.begun\n");
        caller.apply("name: by-http\ntitle: Later\nentry: by-http.begun\nstatus: draft\n");

        given().get("/v1/definitions/by-http").then().statusCode(200).body("title", equalTo("Now")).body("status", equalTo("live"));
        given().queryParam("version", 2)
                .get("/v1/definitions/by-http")
                .then()
                .statusCode(200)
                .body("title", equalTo("Later"))
                .body("status", equalTo("draft"));
        given().queryParam("version", 3).get("/v1/definitions/by-http").then().statusCode(404);
        given().queryParam("version", -1).get("/v1/definitions/by-http").then().statusCode(400);
        given().queryParam("drafts", true)
                .queryParam("pageToken", "by-htt")
                .queryParam("pageSize", 1)
                .get("/v1/definitions")
                .then()
                .statusCode(200)
                .body("definitions[0].name", equalTo("by-http"))
                .body("definitions[0].version", equalTo(2));
    }

    private static Tuple pair(String name, int version) {
        return Tuple.tuple(name, version);
    }

    private List<Definition> listed(boolean drafts) {
        return definitions
                .listDefinitions(ListDefinitionsRequest.newBuilder().setPageSize(1_000).setDrafts(drafts).build())
                .getDefinitionsList();
    }

    private Definition get(String name, int version) {
        return definitions
                .getDefinition(GetDefinitionRequest.newBuilder()
                        .setName(name)
                        .setVersion(version)
                        .build())
                .getDefinition();
    }
}
