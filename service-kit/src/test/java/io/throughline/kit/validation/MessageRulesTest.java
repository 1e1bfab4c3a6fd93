package io.throughline.kit.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.ResolveRequest;
import org.junit.jupiter.api.Test;

class MessageRulesTest {

    private static final MessageRules RULES = new MessageRules();

    private static Observation.Builder observation() {
        return Observation.newBuilder()
                .setSource("shop")
                .setObservedAt(Timestamp.getDefaultInstance())
                .addIdentifiers(Identifier.newBuilder().setNamespace("email").setValue("a@example.com"));
    }

    @Test
    void aGoodMessageBreaksNone() {
        assertThat(RULES.violations(observation().build())).isEmpty();
    }

    @Test
    void aBrokenRuleIsNamedByItsField() {
        var broken = observation()
                .addIdentifiers(Identifier.newBuilder().setNamespace("phone"))
                .build();

        assertThat(RULES.violations(broken))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("identifiers[1].value"));
    }

    @Test
    void theItemsOfABatchAreLeftToBeAnsweredByThemselves() {
        var batch = ResolveRequest.newBuilder()
                .addObservations(observation())
                .addObservations(Observation.getDefaultInstance())
                .build();

        assertThat(RULES.violations(batch)).isEmpty();
        assertThat(RULES.violations(ResolveRequest.getDefaultInstance())).hasSize(1);
    }

    @Test
    void anImpossibleTimeIsNamedByItsField() {
        var impossible = observation()
                .setObservedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                .build();

        assertThat(RULES.violations(impossible))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("observed_at"));
    }

    @Test
    void anImpossibleDurationIsNamedByItsField() {
        var impossible = ReadCustomerChangesRequest.newBuilder()
                .addPositions(SlotPosition.getDefaultInstance())
                .setPageSize(1)
                .setWait(Duration.newBuilder().setSeconds(1).setNanos(-1))
                .build();

        assertThat(RULES.violations(impossible))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getField()).isEqualTo("wait"));
    }

    @Test
    void anImpossibleTimeInAnItemOfABatchIsLeftToTheItem() {
        var batch = ResolveRequest.newBuilder()
                .addObservations(observation()
                        .setObservedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)))
                .build();

        assertThat(RULES.violations(batch)).isEmpty();
    }
}
