package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.DefinitionDifference;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.DefinitionVersion;
import io.throughline.journey.v1.DiffDefinitionRequest;
import io.throughline.journey.v1.DiffDefinitionResponse;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has a name of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DiffDefinitionIT {

    private final String name = "visit-" + UUID.randomUUID().toString().substring(0, 8);

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @Inject
    Beginning beginning;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(Instant.parse("2026-03-02T12:00:00Z"));
    }

    @Test
    void beforeItIsAppliedAllIsNew() {
        var answer = against(0, yaml("1d"));

        assertThat(answer.getName()).isEqualTo(name);
        assertThat(answer.getFromVersion()).isZero();
        assertThat(answer.getDifferencesList()).isEmpty();
    }

    @Test
    void itIsComparedWithTheOneInForceOrWithTheOneNamed() {
        apply(yaml("1d"));
        apply(yaml("2d"));

        assertThat(words(against(0, yaml("2d")))).isEmpty();
        assertThat(words(against(0, yaml("3d")))).containsExactly("`stall_after` is 3d; it was 2d");
        assertThat(words(against(1, yaml("3d")))).containsExactly("`stall_after` is 3d; it was 1d");
        assertThat(against(0, yaml("3d")).getFromVersion()).isEqualTo(2);
    }

    @Test
    void versionsAreComparedWithEachOther() {
        apply(yaml("1d"));
        apply(yaml("2d"));
        apply(yaml("3d"));

        assertThat(words(version(3, 0))).containsExactly("`stall_after` is 3d; it was 2d");
        assertThat(words(version(3, 1))).containsExactly("`stall_after` is 3d; it was 1d");
        assertThat(words(version(1, 3))).containsExactly("`stall_after` is 1d; it was 3d");
        assertThat(version(1, 0).getFromVersion()).isZero();
    }

    @Test
    void whatIsNotKnownOrNotRightIsNamed() {
        apply(yaml("1d"));

        assertThatThrownBy(() -> version(2, 0)).hasMessageStartingWith("NOT_FOUND").hasMessageContaining("version 2");
        assertThatThrownBy(() -> against(7, yaml("1d"))).hasMessageStartingWith("NOT_FOUND");
        assertThatThrownBy(() -> against(0, yaml("soon")))
                .hasMessageStartingWith("INVALID_ARGUMENT: stall_after: line 4");
    }

    private DiffDefinitionResponse against(int from, String yaml) {
        return definitions.diffDefinition(
                DiffDefinitionRequest.newBuilder().setYaml(yaml).setFromVersion(from).build());
    }

    private DiffDefinitionResponse version(int version, int from) {
        return definitions.diffDefinition(DiffDefinitionRequest.newBuilder()
                .setVersion(DefinitionVersion.newBuilder().setName(name).setVersion(version))
                .setFromVersion(from)
                .build());
    }

    private void apply(String yaml) {
        definitions.applyDefinition(ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
    }

    private String yaml(String stallAfter) {
        return "name: %s\ntitle: Visit\nentry: [%s.entered]\nstall_after: %s\n".formatted(name, name, stallAfter);
    }

    private static List<String> words(DiffDefinitionResponse answer) {
        return answer.getDifferencesList().stream().map(DefinitionDifference::getWords).toList();
    }
}
