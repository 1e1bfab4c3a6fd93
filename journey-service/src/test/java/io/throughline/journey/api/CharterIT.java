package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.Kpi;
import io.throughline.journey.v1.KpiKind;
import io.throughline.journey.v1.Stage;
import io.throughline.journey.v1.Team;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people agreed about a journey is told by both doors, part by part. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CharterIT {

    private static final String YAML = """
            name: chartered
            title: Be repaired
            outcome: Everything works again, at the first attempt
            review_date: 2026-12-01
            personas:
              - {name: newcomer, title: New to us, when: customer.attributes.years < 1}
            entry: [chartered.reported]
            achieved: [chartered.fixed]
            touchpoints: [chartered.visited]
            stages:
              - {name: reported, touchpoint: chartered.reported}
              - {name: visited, title: Somebody comes, touchpoint: chartered.visited, when: journey.interactions > 1}
            moments:
              - name: visit
                touchpoint: chartered.visited
                target_time: 2d
                target_satisfaction: 4
                stretch_time: 1d
                stretch_satisfaction: 4.5
            teams:
              field: [chartered.visited]
              legal: []
            kpis:
              outcomes: [{name: fixed at once, title: Fixed at the first visit, target: 9 of 10}]
              outputs: [visits]
            target_time: 3d
            stretch_time: 36h
            """;

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @Inject
    Beginning beginning;

    @BeforeEach
    void apply() {
        beginning.underThoseApplied();
        definitions.applyDefinition(ApplyDefinitionRequest.newBuilder().setYaml(YAML).build());
    }

    @Test
    void isToldByGrpc() {
        var told = definitions
                .getDefinition(GetDefinitionRequest.newBuilder().setName("chartered").build())
                .getDefinition();

        assertThat(told.getOutcome()).isEqualTo("Everything works again, at the first attempt");
        assertThat(told.getReviewDate()).isEqualTo("2026-12-01");
        assertThat(told.getPersonas(0).getTitle()).isEqualTo("New to us");
        assertThat(told.getPersonas(0).getWhen()).isEqualTo("customer.attributes.years < 1");
        assertThat(told.getStretchTime()).isEqualTo(Durations.fromHours(36));
        assertThat(told.getStagesList())
                .extracting(Stage::getName, Stage::getTitle, Stage::getTouchpointsList, Stage::getWhen)
                .containsExactly(
                        tuple("reported", "reported", List.of("chartered.reported"), ""),
                        tuple("visited", "Somebody comes", List.of("chartered.visited"), "journey.interactions > 1"));
        assertThat(told.getTeamsList())
                .extracting(Team::getName, Team::getTouchpointsList)
                .containsExactly(tuple("field", List.of("chartered.visited")), tuple("legal", List.of()));
        assertThat(told.getKpisList())
                .extracting(Kpi::getKind, Kpi::getName, Kpi::getTitle, Kpi::getTarget)
                .containsExactly(
                        tuple(KpiKind.KPI_KIND_OUTCOME, "fixed at once", "Fixed at the first visit", "9 of 10"),
                        tuple(KpiKind.KPI_KIND_OUTPUT, "visits", "visits", ""));
        var moment = told.getMoments(0);
        assertThat(moment.getTargetTime()).isEqualTo(Durations.fromDays(2));
        assertThat(moment.getTargetSatisfaction()).isEqualTo(4);
        assertThat(moment.getStretchTime()).isEqualTo(Durations.fromDays(1));
        assertThat(moment.getStretchSatisfaction()).isEqualTo(4.5);
    }

    @Test
    void isToldByHttp() {
        given().get("/v1/definitions/chartered")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("Everything works again, at the first attempt"))
                .body("reviewDate", equalTo("2026-12-01"))
                .body("personas[0].when", equalTo("customer.attributes.years < 1"))
                .body("stretchSeconds", equalTo(129_600f))
                .body("stages.name", contains("reported", "visited"))
                .body("stages[1].when", equalTo("journey.interactions > 1"))
                .body("moments[0].targetSeconds", equalTo(172_800f))
                .body("moments[0].stretchSatisfaction", equalTo(4.5f))
                .body("teams.name", contains("field", "legal"))
                .body("kpis.kind", contains("outcome", "output"));
    }
}
