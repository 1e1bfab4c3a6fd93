package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.google.type.Money;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.JourneyQueries.Place;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyChange.StateCase;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RecordInteractionsIT {

    @GrpcClient("self")
    InteractionServiceBlockingStub interactions;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    ScriptedIdentity identity;

    @Inject
    JourneyQueries queries;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(100)));
    }

    private List<InteractionResult> record(Interaction.Builder... batch) {
        return interactions
                .withDeadlineAfter(20, java.util.concurrent.TimeUnit.SECONDS)
                .recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addAllInteractions(
                                Arrays.stream(batch).map(Interaction.Builder::build).toList())
                        .build())
                .getResultsList();
    }

    private List<JourneyChange> changes() {
        return journeys.readJourneyChanges(ReadJourneyChangesRequest.newBuilder()
                        .addAllPositions(IntStream.range(0, 64)
                                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
                                .toList())
                        .setPageSize(1000)
                        .build())
                .getChangesList();
    }

    private Journey onlyJourney() {
        return changes().getLast().getJourney();
    }

    @Test
    void aJourneyIsReadFromTheFeedOnceItsInteractionsAreAcknowledged() {
        beginning.showTime(MONDAY.plusSeconds(3600));

        record(
                met("ada@example.org", "bill.sent", MONDAY),
                met("ada@example.org", "agent.call", MONDAY.plusSeconds(60)).setChannel("phone"),
                met("ada@example.org", "bill.paid", MONDAY.plusSeconds(120)));

        var journey = onlyJourney();
        assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(journey.getCustomerId())
                .isEqualTo(ScriptedIdentity.founded("email", "ada@example.org").toString());
        assertThat(journey.getTransitionsList())
                .extracting(transition -> transition.getKind())
                .containsExactly(
                        TransitionKind.TRANSITION_KIND_ENTERED,
                        TransitionKind.TRANSITION_KIND_REACHED,
                        TransitionKind.TRANSITION_KIND_ACHIEVED);
        assertThat(journey.getStepsList())
                .extracting(step -> step.getTouchpoint() + " by " + step.getChannel())
                .containsExactly("bill.sent by web", "agent.call by phone", "bill.paid by web");
        assertThat(journey.getTally().getHandovers()).isEqualTo(2);
    }

    @Test
    void aJourneyThatChangedSeveralTimesIsToldOnceInAnAnswer() {
        beginning.showTime(MONDAY.plusSeconds(3600));
        record(met("ada@example.org", "bill.sent", MONDAY));
        record(met("ada@example.org", "agent.call", MONDAY.plusSeconds(60)));
        record(met("ada@example.org", "bill.paid", MONDAY.plusSeconds(120)));

        var changes = changes();
        assertThat(changes)
                .extracting(JourneyChange::getStateCase)
                .containsExactly(StateCase.TOLD_LATER, StateCase.TOLD_LATER, StateCase.JOURNEY);
        assertThat(changes).extracting(change -> change.getHeader().getRevision()).containsExactly(1L, 2L, 3L);
        assertThat(changes.getLast().getJourney().getRevision()).isEqualTo(3);
    }

    @Test
    void whatIsLookedAtTogetherIsLimitedByItsBytesButNeverNothing() {
        beginning.showTime(MONDAY.plusSeconds(3600));
        record(
                met("ada@example.org", "bill.sent", MONDAY),
                met("bob@example.org", "bill.sent", MONDAY),
                met("eve@example.org", "bill.sent", MONDAY));
        var places = changes().stream()
                .map(change -> new Place(
                        UUID.fromString(change.getHeader().getCustomerId()), UUID.fromString(change.getJourneyId())))
                .toList();

        assertThat(queries.first(places, 1).standing()).containsOnlyKeys(places.getFirst());
        assertThat(queries.first(places, 1).looked()).containsExactly(places.getFirst());
        assertThat(queries.first(places, Long.MAX_VALUE).standing()).containsOnlyKeys(places);
    }

    @Test
    void goingOnRaisesTheRevision() {
        beginning.showTime(MONDAY.plusSeconds(3600));
        record(met("ada@example.org", "bill.sent", MONDAY));
        record(met("ada@example.org", "agent.call", MONDAY.plusSeconds(60)));
        record(met("ada@example.org", "bill.paid", MONDAY.plusSeconds(120)));

        assertThat(changes()).extracting(change -> change.getHeader().getRevision()).containsExactly(1L, 2L, 3L);
        assertThat(onlyJourney().getRevision()).isEqualTo(3);
        assertThat(onlyJourney().hasDueAt()).isFalse();
    }

    @Test
    void whatIsRepeatedIsCountedOnce() {
        record(met("ada@example.org", "bill.sent", MONDAY), met("ada@example.org", "bill.sent", MONDAY));
        var again = record(met("ada@example.org", "bill.sent", MONDAY), met("eve@example.org", "bill.sent", MONDAY));

        assertThat(again).extracting(result -> result.getRecorded().getRepeated()).containsExactly(true, false);
        assertThat(count("interaction")).isEqualTo(2);
        assertThat(count("journey")).isEqualTo(2);
    }

    @Test
    void theSameIdWithOtherContentIsRefused() {
        record(met("ada@example.org", "bill.sent", MONDAY));

        var results = record(
                met("ada@example.org", "bill.sent", MONDAY).setChannel("app"),
                met("eve@example.org", "bill.sent", MONDAY).setChannel("app"),
                met("eve@example.org", "bill.sent", MONDAY).setChannel("web"));

        assertThat(results)
                .extracting(result -> Code.forNumber(result.getRefused().getCode()))
                .containsExactly(Code.ALREADY_EXISTS, Code.OK, Code.ALREADY_EXISTS);
    }

    @Test
    void whatIsKnownIsARepetitionAlsoBesideAnotherContentOfItsId() {
        record(met("ada@example.org", "bill.sent", MONDAY));

        var results = record(
                met("ada@example.org", "bill.sent", MONDAY).setChannel("app"),
                met("ada@example.org", "bill.sent", MONDAY),
                met("ada@example.org", "bill.sent", MONDAY));

        assertThat(results)
                .extracting(result -> Code.forNumber(result.getRefused().getCode()))
                .containsExactly(Code.ALREADY_EXISTS, Code.OK, Code.OK);
        assertThat(results.subList(1, 3)).allMatch(result -> result.getRecorded().getRepeated());
    }

    @Test
    void anIdIsTakenByTheFirstThatIsNotRefused() {
        var results = record(
                met(" ", "bill.sent", MONDAY).setId("x"),
                met("eve@example.org", "bill.sent", MONDAY).setId("x"),
                met("ada@example.org", "bill.sent", MONDAY).setId("x"),
                met("eve@example.org", "bill.sent", MONDAY).setId("x"));

        assertThat(results)
                .extracting(result -> Code.forNumber(result.getRefused().getCode()))
                .containsExactly(Code.INVALID_ARGUMENT, Code.OK, Code.ALREADY_EXISTS, Code.OK);
        assertThat(results.getLast().getRecorded().getRepeated()).isTrue();
    }

    @Test
    void badItemsAreRefusedByFieldAndTheGoodOnesBesideThemKept() throws InvalidProtocolBufferException {
        var nul = Value.newBuilder().setStringValue("a\0b").build();
        var infinite = Value.newBuilder().setNumberValue(Double.POSITIVE_INFINITY).build();

        var results = record(
                met("ada@example.org", "bill.sent", MONDAY).clearIdentifiers(),
                met("ada@example.org", "bill.sent", MONDAY).clearOccurredAt(),
                met("ada@example.org", "bill.sent", Instant.parse("1899-12-31T23:59:59Z")),
                met("ada@example.org", "bill.sent", MONDAY.plus(Duration.ofDays(100)).plusSeconds(301)),
                met("ada@example.org", "bill.sent", MONDAY)
                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(4711, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                                .build()),
                met("ada@example.org", "bill.sent", MONDAY).setAttributes(Struct.newBuilder().putFields("memo", nul)),
                met("ada@example.org", "bill.sent", MONDAY)
                        .setAttributes(Struct.newBuilder().putFields("score", infinite)),
                met("ada@example.org", "bill.sent", MONDAY)
                        .setRevenue(Money.newBuilder().setCurrencyCode("BEADS").setUnits(3)),
                met("ada@example.org", "bill.sent", MONDAY)
                        .setCost(Money.newBuilder().setCurrencyCode("EUR").setUnits(-1_000_000_000_000_001L)),
                met("ada@example.org", "x".repeat(129), MONDAY),
                met(" ", "bill.sent", MONDAY),
                met("ada@example.org", "bill.sent", MONDAY).setSource("s").setId("x".repeat(70_000)),
                met("ada@example.org", "bill.sent", MONDAY));

        assertThat(results.stream().map(RecordInteractionsIT::refusedField).toList())
                .containsExactly(
                        "identifiers",
                        "occurred_at",
                        "occurred_at",
                        "occurred_at",
                        "4711",
                        "attributes.memo",
                        "attributes.score",
                        "revenue.currency_code",
                        "cost.units",
                        "touchpoint",
                        "identifiers[0].value",
                        "",
                        "kept");
        assertThat(results.get(11).getRefused().getMessage()).contains("64 KiB");
        assertThat(count("interaction")).isEqualTo(1);
    }

    @Test
    void whatIsNotKnownInsideAnAttributeIsRefusedLikeWhatIsNotKnownElsewhere() {
        var unknown = UnknownFieldSet.newBuilder()
                .addField(4711, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        var value = Value.newBuilder().setBoolValue(true).setUnknownFields(unknown).build();
        var list = Value.newBuilder().setListValue(ListValue.newBuilder().setUnknownFields(unknown)).build();
        var within = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(value)).build();

        var results = record(
                met("ada@example.org", "bill.sent", MONDAY).setAttributes(Struct.newBuilder().putFields("memo", value)),
                met("ada@example.org", "bill.sent", MONDAY).setAttributes(Struct.newBuilder().putFields("memo", list)),
                met("ada@example.org", "bill.sent", MONDAY).setAttributes(Struct.newBuilder().putFields("memo", within)),
                met("ada@example.org", "bill.sent", MONDAY));

        assertThat(results.stream().map(RecordInteractionsIT::refusedField).toList())
                .containsExactly("attributes.memo.4711", "attributes.memo.4711", "attributes.memo.0.4711", "kept");
    }

    private static String refusedField(InteractionResult result) {
        if (result.hasRecorded()) {
            return "kept";
        }
        assertThat(result.getRefused().getCode()).isEqualTo(Code.INVALID_ARGUMENT.getNumber());
        return badRequest(result.getRefused()).getFieldViolations(0).getField();
    }

    private static BadRequest badRequest(Status refusal) {
        try {
            return refusal.getDetails(1).unpack(BadRequest.class);
        } catch (InvalidProtocolBufferException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void aBatchAboveTheMessageLimitIsRefusedWholeNamingTheLimit() {
        var large = met("ada@example.org", "bill.sent", MONDAY).setId("x".repeat(60_000));

        assertThatThrownBy(() -> record(
                        IntStream.range(0, 300).mapToObj(i -> large).toArray(Interaction.Builder[]::new)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("RESOURCE_EXHAUSTED")
                .hasMessageContaining("4194304");
    }

    @Test
    void knownIdentifiersNeedNoIdentityService() {
        record(met("ada@example.org", "bill.sent", MONDAY));
        identity.goDown();

        var results = record(met("ada@example.org", "bill.paid", MONDAY.plusSeconds(60)));

        assertThat(results.getFirst().hasRecorded()).isTrue();
    }

    @Test
    void nothingIsStoredOfABatchWhoseCustomersCannotBeFound() {
        record(met("ada@example.org", "bill.sent", MONDAY));
        identity.goDown();

        assertThatThrownBy(() -> record(
                        met("ada@example.org", "bill.paid", MONDAY.plusSeconds(60)),
                        met("eve@example.org", "bill.sent", MONDAY)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("UNAVAILABLE");
        assertThat(count("interaction")).isEqualTo(1);
    }

    @Test
    void aLateEntryReplacesTheJourneyAndItsOldIdAnswers() {
        beginning.showTime(MONDAY.plusSeconds(3600));
        record(met("ada@example.org", "bill.sent", MONDAY));
        var old = onlyJourney().getId();

        record(met("ada@example.org", "bill.sent", MONDAY.minusSeconds(60)));

        var found = journeys.getJourney(
                        GetJourneyRequest.newBuilder().setJourneyId(old).build())
                .getJourney();
        assertThat(found.getId()).isNotEqualTo(old);
        assertThat(found.getStepsCount()).isEqualTo(2);
        var tombstone = changes().stream()
                .filter(change -> change.getJourneyId().equals(old) && change.hasTombstone())
                .findFirst()
                .orElseThrow();
        assertThat(tombstone.getTombstone().getReplacedBy()).isEqualTo(found.getId());
    }

    private long count(String table) {
        return database.run("select count(*) from " + table).iterator().next().getLong(0);
    }
}
