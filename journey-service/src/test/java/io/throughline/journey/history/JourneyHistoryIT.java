package io.throughline.journey.history;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.Deadline;
import io.throughline.journey.v1.ExplainJourneyRequest;
import io.throughline.journey.v1.ExplainJourneyResponse;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyEvent;
import io.throughline.journey.v1.JourneyEvent.WhatCase;
import io.throughline.journey.v1.JourneyRule;
import io.throughline.journey.v1.JourneyRuleKind;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Signal;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a journey was, and why, over real gRPC. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JourneyHistoryIT {

    private static final UUID ADA = ScriptedIdentity.founded("email", "ada@example.org");
    private static final Instant CALL = MONDAY.plus(Duration.ofHours(1));
    private static final Instant STALL = CALL.plus(Duration.ofDays(3));
    private static final Instant YESTERDAY = MONDAY.plus(Duration.ofDays(7));
    private static final Instant PAYMENT = MONDAY.plus(Duration.ofDays(5));

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Intake intake;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(8)));
    }

    @Test
    void aJourneyTellsWhatLedToItsState() {
        var journey = aPaidBillAfterASilence();

        var explained = explain(journey, null);

        assertThat(explained.getJourney()).isEqualTo(journeys.getJourney(
                        GetJourneyRequest.newBuilder().setJourneyId(journey).build())
                .getJourney());
        assertThat(explained.getEventsList())
                .extracting(
                        JourneyEvent::getWhatCase,
                        event -> event.getInteraction().getInteraction().getTouchpoint(),
                        event -> event.getInteraction().getRulesList().stream().map(JourneyRule::getKind).toList(),
                        event -> event.getTransitionsList().stream().map(Transition::getKind).toList())
                .containsExactly(
                        tuple(
                                WhatCase.INTERACTION, "bill.sent", List.of(JourneyRuleKind.JOURNEY_RULE_KIND_ENTRY),
                                List.of(TransitionKind.TRANSITION_KIND_ENTERED)),
                        tuple(
                                WhatCase.INTERACTION, "agent.call",
                                List.of(JourneyRuleKind.JOURNEY_RULE_KIND_PART, JourneyRuleKind.JOURNEY_RULE_KIND_MOMENT),
                                List.of(TransitionKind.TRANSITION_KIND_REACHED)),
                        tuple(WhatCase.SILENCE, "", List.of(), List.of(TransitionKind.TRANSITION_KIND_STALLED)),
                        tuple(
                                WhatCase.INTERACTION, "bill.paid", List.of(JourneyRuleKind.JOURNEY_RULE_KIND_GOAL),
                                List.of(
                                        TransitionKind.TRANSITION_KIND_RESUMED, TransitionKind.TRANSITION_KIND_ACHIEVED)));
        assertThat(explained.getEventsList())
                .extracting(JourneyEvent::getSignalsList)
                .containsExactly(
                        List.of(),
                        List.of(SignalKind.SIGNAL_KIND_HANDOVER),
                        List.of(SignalKind.SIGNAL_KIND_INACTION),
                        List.of(SignalKind.SIGNAL_KIND_HANDOVER));
        assertThat(explained.getEvents(2).getSilence().getUntil().getSeconds()).isEqualTo(STALL.getEpochSecond());
        assertThat(explained.getJourney().getSignalsList())
                .extracting(Signal::getKind, Signal::getTimes, signal -> signal.getLastAt().getSeconds())
                .containsExactly(
                        tuple(SignalKind.SIGNAL_KIND_INACTION, 1L, STALL.getEpochSecond()),
                        tuple(SignalKind.SIGNAL_KIND_HANDOVER, 2L, PAYMENT.getEpochSecond()));
        assertThat(explained.getAwaitedRulesList()).isEmpty();
        assertThat(explained.getDeadlinesList()).isEmpty();
    }

    @Test
    void aJourneyIsToldAsItWasAtAnyTime() {
        var journey = aPaidBillAfterASilence();

        assertThat(explain(journey, CALL.minusNanos(1000)).getJourney().getStepsList()).hasSize(1);
        assertThat(explain(journey, CALL).getJourney().getStepsList()).hasSize(2);
        assertThat(explain(journey, STALL.minusNanos(1000)).getJourney().getState())
                .isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);
        assertThat(explain(journey, STALL).getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_STALLED);
        assertThat(explain(journey, PAYMENT).getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
    }

    @Test
    void whatCameToLightLateCountsFromWhenItOccurred() {
        var journey = aPaidBillAfterASilence();
        intake.record(List.of(met("ada@example.org", "agent.call", CALL.plus(Duration.ofDays(2))).build()));

        assertThat(explain(journey, STALL).getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);
    }

    @Test
    void aJourneyUnderWayTellsWhatItWaitsForAndUntilWhen() {
        intake.record(List.of(met("ada@example.org", "bill.sent", YESTERDAY).build()));
        var journey = journey();

        var explained = explain(journey, null);

        assertThat(explained.getAwaitedRulesList())
                .extracting(JourneyRule::getKind, JourneyRule::getTouchpoint, JourneyRule::getMoment)
                .containsExactly(
                        tuple(JourneyRuleKind.JOURNEY_RULE_KIND_MOMENT, "agent.call", "question answered"),
                        tuple(JourneyRuleKind.JOURNEY_RULE_KIND_GOAL, "bill.paid", ""));
        assertThat(explained.getDeadlinesList())
                .extracting(Deadline::getBrings, Deadline::getAt)
                .containsExactly(
                        tuple(TransitionKind.TRANSITION_KIND_STALLED, time(YESTERDAY.plus(Duration.ofDays(3)))),
                        tuple(TransitionKind.TRANSITION_KIND_ABANDONED, time(YESTERDAY.plus(Duration.ofDays(10)))));
        assertThat(explained.getJourney().getDueAt()).isEqualTo(time(YESTERDAY.plus(Duration.ofDays(3))));
    }

    @Test
    void ofALongJourneyTheLatestEventsAreTold() {
        intake.record(IntStream.range(0, 30)
                .mapToObj(i -> met("ada@example.org", i == 0 ? "bill.sent" : "agent.call", MONDAY.plusSeconds(i)).build())
                .toList());
        var explained = journeys.explainJourney(ExplainJourneyRequest.newBuilder()
                .setJourneyId(journey())
                .setAsOf(time(MONDAY.plusSeconds(29)))
                .setLatestEvents(7)
                .build());

        assertThat(explained.getEventsList()).hasSize(7);
        assertThat(explained.getEarlierEvents()).isEqualTo(23);
        assertThat(explained.getEvents(6).getInteraction().getInteraction().getOccurredAt())
                .isEqualTo(time(MONDAY.plusSeconds(29)));
    }

    @Test
    void aTimeBeforeItsBeginningOrAfterTheClockIsRefused() {
        var journey = aPaidBillAfterASilence();

        assertThatThrownBy(() -> explain(journey, MONDAY.minusSeconds(1)))
                .hasMessageContaining("NOT_FOUND")
                .hasMessageContaining("it had not begun by then: it began at 2026-03-02T08:00:00Z");
        assertThatThrownBy(() -> explain(journey, MONDAY.plus(Duration.ofDays(9))))
                .hasMessageContaining("INVALID_ARGUMENT");
        assertThatThrownBy(() -> explain(UUID.randomUUID().toString(), null)).hasMessageContaining("NOT_FOUND");
    }

    private String aPaidBillAfterASilence() {
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "agent.call", CALL).build(),
                met("ada@example.org", "bill.paid", PAYMENT).build()));
        return journey();
    }

    private String journey() {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setCustomerId(ADA.toString())
                        .build())
                .getJourneysList()
                .stream()
                .map(Journey::getId)
                .findFirst()
                .orElseThrow();
    }

    private ExplainJourneyResponse explain(String journey, Instant asOf) {
        var request = ExplainJourneyRequest.newBuilder().setJourneyId(journey);
        if (asOf != null) {
            request.setAsOf(time(asOf));
        }
        return journeys.explainJourney(request.build());
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
