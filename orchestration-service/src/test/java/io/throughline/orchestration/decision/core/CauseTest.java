package io.throughline.orchestration.decision.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CauseTest {

    private static final UUID TRANSITION = UUID.fromString("018f6b2e-0000-7000-8000-000000000001");

    @Test
    void theIdsOfACauseAreFixedForEver() {
        var cause = new Cause("remind", TRANSITION);

        // Channels keep these ids to carry an action out once: they must survive every release.
        assertThat(cause.actionId()).hasToString("13016a8a-52fe-5fbf-ae7a-1242b708cbd1");
        assertThat(cause.decisionId()).hasToString("dd78f790-9afc-5d16-9b93-9b33e3c1a746");
    }

    @Test
    void theIdsAreOfVersionFive() {
        var id = new Cause("remind", TRANSITION).actionId();

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void anotherPolicyOrAnotherTransitionIsAnotherCause() {
        var other = UUID.fromString("018f6b2e-0000-7000-8000-000000000002");

        assertThat(new Cause("remind", TRANSITION).actionId())
                .isNotEqualTo(new Cause("remind", other).actionId())
                .isNotEqualTo(new Cause("call", TRANSITION).actionId());
    }
}
