package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.throughline.journey.v1.Deadline;
import io.throughline.journey.v1.ExplainJourneyResponse;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyEvent;
import io.throughline.journey.v1.JourneyRule;
import io.throughline.journey.v1.JourneyRuleKind;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.MatchedInteraction;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.Silence;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

class ExplanationReportTest {

    @Test
    void tellsWhyAJourneyWaitsAndUntilWhen() {
        var stalled = transition(TransitionKind.TRANSITION_KIND_STALLED, "2026-03-05T08:01:00Z").build();
        var reached = transition(TransitionKind.TRANSITION_KIND_REACHED, "2026-03-02T08:01:00Z").setMoment("asked").build();
        var entered = transition(TransitionKind.TRANSITION_KIND_ENTERED, "2026-03-02T08:00:00Z").build();
        var explained = ExplainJourneyResponse.newBuilder()
                .setJourney(Journey.newBuilder()
                        .setId("id-1")
                        .setCustomerId("ada")
                        .setDefinition("pay-bill")
                        .setVersion(2)
                        .setCorrelation("B-7")
                        .setState(JourneyState.JOURNEY_STATE_STALLED)
                        .setStage("owing")
                        .addTransitions(entered)
                        .addTransitions(stalled)
                        .addTransitions(reached))
                .setAsOf(time("2026-03-06T08:00:00Z"))
                .setEarlierEvents(3)
                .addEvents(JourneyEvent.newBuilder()
                        .setInteraction(MatchedInteraction.newBuilder()
                                .setInteraction(RecentInteraction.newBuilder()
                                        .setTouchpoint("agent.call")
                                        .setChannel("phone")
                                        .setOccurredAt(time("2026-03-02T08:01:00Z")))
                                .addRules(rule(JourneyRuleKind.JOURNEY_RULE_KIND_PART, "agent.call"))
                                .setStage("owing"))
                        .addTransitions(reached)
                        .addSignals(SignalKind.SIGNAL_KIND_PING_PONG))
                .addEvents(JourneyEvent.newBuilder()
                        .setSilence(Silence.newBuilder().setUntil(time("2026-03-05T08:01:00Z")))
                        .addTransitions(stalled))
                .addAwaitedRules(rule(JourneyRuleKind.JOURNEY_RULE_KIND_GOAL, "bill.paid").setWhen("interaction.nps > 3"))
                .addDeadlines(Deadline.newBuilder()
                        .setAt(time("2026-03-12T08:01:00Z"))
                        .setBrings(TransitionKind.TRANSITION_KIND_ABANDONED))
                .addDeadlines(Deadline.newBuilder()
                        .setAt(time("2026-03-12T09:00:00Z"))
                        .setNotices(SignalKind.SIGNAL_KIND_OVER_TARGET))
                .build();

        assertThat(ExplanationReport.of(explained)).isEqualToNormalizingNewlines("""
                journey id-1 of customer ada
                pay-bill, version 2, B-7
                as of 2026-03-06T08:00:00Z: stalled since 2026-03-05T08:01:00Z, by silence, in stage owing

                what led there
                  3 earlier events, not shown
                  2026-03-02T08:01:00Z  agent.call by phone, into stage owing: reached `asked`, noticed ping_pong
                      touchpoints: agent.call
                  2026-03-05T08:01:00Z  silence: stalled

                what it waits for
                  achieved: bill.paid, when interaction.nps > 3

                what time will bring
                  2026-03-12T08:01:00Z  abandoned, unless something occurs to it by then
                  2026-03-12T09:00:00Z  noticed over_target, unless it has ended by then
                """);
    }

    @Test
    void anEndedJourneyWaitsForNothing() {
        var achieved = transition(TransitionKind.TRANSITION_KIND_ACHIEVED, "2026-03-02T08:01:00Z").build();

        assertThat(ExplanationReport.of(ExplainJourneyResponse.newBuilder()
                        .setJourney(Journey.newBuilder()
                                .setState(JourneyState.JOURNEY_STATE_ACHIEVED)
                                .addTransitions(achieved))
                        .addEvents(JourneyEvent.newBuilder()
                                .setInteraction(MatchedInteraction.newBuilder()
                                        .setInteraction(RecentInteraction.newBuilder().setTouchpoint("bill.paid")))
                                .addTransitions(achieved))
                        .build()).lines())
                .contains("achieved since 2026-03-02T08:01:00Z, by bill.paid", "time alone will not change it")
                .doesNotContain("what it waits for");
    }

    private static JourneyRule.Builder rule(JourneyRuleKind kind, String touchpoint) {
        return JourneyRule.newBuilder().setKind(kind).setTouchpoint(touchpoint);
    }

    private static Transition.Builder transition(TransitionKind kind, String at) {
        return Transition.newBuilder().setKind(kind).setOccurredAt(time(at));
    }

    private static Timestamp time(String text) {
        try {
            return Timestamps.parse(text);
        } catch (ParseException none) {
            throw new IllegalArgumentException(none);
        }
    }
}
