package io.throughline.journey.api;

import io.throughline.journey.fold.Deadline;
import io.throughline.journey.fold.Event;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.history.Explanation;
import io.throughline.journey.v1.ExplainJourneyResponse;
import io.throughline.journey.v1.JourneyEvent;
import io.throughline.journey.v1.JourneyRule;
import io.throughline.journey.v1.JourneyRuleKind;
import io.throughline.journey.v1.MatchedInteraction;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.Silence;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.journey.v1.VersionChange;

/** Words why a journey is as it is, as the contract has it. */
final class ExplanationMessages {

    private ExplanationMessages() {}

    static ExplainJourneyResponse response(Explanation explanation) {
        var response = ExplainJourneyResponse.newBuilder()
                .setJourney(JourneyMessages.journey(explanation.journey()))
                .setEarlierEvents(explanation.earlier());
        explanation.asOf().map(JourneyMessages::time).ifPresent(response::setAsOf);
        explanation.sealedBefore().map(JourneyMessages::time).ifPresent(response::setSealedBefore);
        var definition = explanation.journey().journey().definition();
        explanation.events().forEach(event -> response.addEvents(event(definition, event)));
        explanation.awaited().forEach(rule -> response.addAwaitedRules(rule(rule)));
        explanation.deadlines().forEach(deadline -> response.addDeadlines(deadline(deadline)));
        return response.build();
    }

    private static JourneyEvent event(String definition, Event event) {
        var message = JourneyEvent.newBuilder();
        switch (event) {
            case Event.Occurred occurred -> {
                var matched = MatchedInteraction.newBuilder().setInteraction(interaction(occurred.interaction()));
                occurred.rules().forEach(rule -> matched.addRules(rule(rule)));
                occurred.stage().ifPresent(matched::setStage);
                message.setInteraction(matched).setContextPassed(occurred.contextPassed());
            }
            case Event.Passed passed ->
                message.setSilence(Silence.newBuilder().setUntil(JourneyMessages.time(passed.at())));
            case Event.Migrated migrated ->
                message.setVersionChange(VersionChange.newBuilder()
                        .setAt(JourneyMessages.time(migrated.at()))
                        .setFromVersion(migrated.from())
                        .setToVersion(migrated.to()));
        }
        event.transitions().forEach(transition -> message.addTransitions(JourneyMessages.transition(definition, transition)));
        event.signals().forEach(kind -> message.addSignals(JourneyMessages.kind(kind)));
        return message.build();
    }

    private static RecentInteraction interaction(Interaction interaction) {
        return RecentInteraction.newBuilder()
                .setInteractionId(interaction.id().toString())
                .setSource(interaction.source())
                .setOccurredAt(JourneyMessages.time(interaction.occurredAt()))
                .setChannel(interaction.channel())
                .setTouchpoint(interaction.touchpoint())
                .build();
    }

    static JourneyRule rule(Rule rule) {
        return JourneyRule.newBuilder()
                .setKind(kind(rule.kind()))
                .setTouchpoint(rule.touchpoint())
                .setWhen(rule.expression())
                .setMoment(rule.moment())
                .build();
    }

    private static JourneyRuleKind kind(RuleKind kind) {
        return switch (kind) {
            case ENTRY -> JourneyRuleKind.JOURNEY_RULE_KIND_ENTRY;
            case PART -> JourneyRuleKind.JOURNEY_RULE_KIND_PART;
            case MOMENT -> JourneyRuleKind.JOURNEY_RULE_KIND_MOMENT;
            case ERROR -> JourneyRuleKind.JOURNEY_RULE_KIND_ERROR;
            case GOAL -> JourneyRuleKind.JOURNEY_RULE_KIND_GOAL;
            case EXIT -> JourneyRuleKind.JOURNEY_RULE_KIND_EXIT;
            case ABANDONMENT -> JourneyRuleKind.JOURNEY_RULE_KIND_ABANDONMENT;
        };
    }

    private static io.throughline.journey.v1.Deadline deadline(Deadline deadline) {
        var message = io.throughline.journey.v1.Deadline.newBuilder().setAt(JourneyMessages.time(deadline.at()));
        switch (deadline.brings()) {
            case STALL -> message.setBrings(TransitionKind.TRANSITION_KIND_STALLED);
            case ABANDONMENT -> message.setBrings(TransitionKind.TRANSITION_KIND_ABANDONED);
            case OVER_TARGET -> message.setNotices(SignalKind.SIGNAL_KIND_OVER_TARGET);
        }
        return message.build();
    }
}
