package io.throughline.kit.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.measurement.v1.GetPathsRequest;
import io.throughline.measurement.v1.GetScorecardRequest;
import io.throughline.measurement.v1.ListScorecardsRequest;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.Subscribe;
import java.util.List;
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

    @Test
    void whatNoDatabaseCanKeepIsNamedByItsField() {
        assertThat(fields(GetScorecardRequest.newBuilder().setDefinition("a\0b").build())).containsExactly("definition");
        assertThat(fields(ListScorecardsRequest.newBuilder().setPageToken("\0").build())).containsExactly("page_token");
        assertThat(fields(GetPathsRequest.newBuilder().addDefinitions("a").addDefinitions("\0").build()))
                .containsExactly("definitions[1]");
        assertThat(fields(StreamActionsRequest.newBuilder()
                        .setSubscribe(Subscribe.newBuilder().setChannel("sms\0").setMaxInFlight(1))
                        .build()))
                .containsExactly("subscribe.channel");
    }

    @Test
    void soItIsInsideOfWhatIsKeptOtherwise() {
        var identifier = Identifier.newBuilder().setNamespace("email").setValue("a\0@example.com");

        assertThat(fields(observation().addIdentifiers(identifier).build())).containsExactly("identifiers[1].value");
    }

    @Test
    void soItIsHoweverDeepInAttributes() {
        var text = Value.newBuilder().setStringValue("\0").build();
        var list = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(Value.getDefaultInstance()).addValues(text));
        var inner = Value.newBuilder().setStructValue(Struct.newBuilder().putFields("texts", list.build()));
        var attributes = Struct.newBuilder().putFields("basket", inner.build()).putFields("a\0b", text);

        assertThat(fields(interaction().setAttributes(attributes).build()))
                .containsExactlyInAnyOrder("attributes.basket.texts.1", "attributes", "attributes.a\0b");
    }

    @Test
    void inAnItemOfABatchItIsLeftToTheItem() {
        assertThat(fields(RecordInteractionsRequest.newBuilder()
                        .addInteractions(interaction().setChannel("web\0"))
                        .build()))
                .isEmpty();
        assertThat(fields(interaction().setChannel("web\0").build())).containsExactly("channel");
    }

    @Test
    void aBrokenRuleIsNamedBesideIt() {
        assertThat(fields(interaction().setChannel("web\0").clearId().build())).containsExactly("channel", "id");
    }

    private static Interaction.Builder interaction() {
        return Interaction.newBuilder()
                .setSource("shop")
                .setId("1")
                .setOccurredAt(Timestamp.getDefaultInstance())
                .addIdentifiers(Identifier.newBuilder().setNamespace("email").setValue("a@example.com"))
                .setChannel("web")
                .setTouchpoint("bill.sent");
    }

    private static List<String> fields(Message message) {
        return RULES.violations(message).stream().map(FieldViolation::getField).toList();
    }
}
