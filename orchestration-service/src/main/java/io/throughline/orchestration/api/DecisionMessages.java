package io.throughline.orchestration.api;

import io.throughline.journey.v1.TransitionKind;
import io.throughline.orchestration.action.Times;
import io.throughline.orchestration.decision.core.Outcome;
import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.orchestration.v1.Reason;
import java.util.UUID;

/** Puts decisions into the words of the contract. */
final class DecisionMessages {

    private DecisionMessages() {}

    static Decision of(io.throughline.orchestration.decision.core.Decision decision) {
        var transition = decision.transition();
        return Decision.newBuilder()
                .setId(decision.cause().decisionId().toString())
                .setPolicy(decision.policy())
                .setPolicyVersion(decision.policyVersion())
                .setCustomerId(decision.customer().toString())
                .setJourneyId(decision.journey().toString())
                .setTransitionId(transition.id().toString())
                .setTransitionKind(TransitionKind.valueOf("TRANSITION_KIND_" + transition.kind().name()))
                .setTransitionAt(Times.timestamp(transition.occurredAt()))
                .setDecidedAt(Times.timestamp(decision.decidedAt()))
                .setOutcome(outcome(decision.outcome()))
                .addAllReasons(decision.reasons().stream()
                        .map(reason -> Reason.newBuilder()
                                .setRule(reason.rule())
                                .setPassed(reason.passed())
                                .setExplanation(reason.explanation())
                                .build())
                        .toList())
                .setActionId(decision.action().map(UUID::toString).orElse(""))
                .build();
    }

    private static DecisionOutcome outcome(Outcome outcome) {
        return switch (outcome) {
            case ACT -> DecisionOutcome.DECISION_OUTCOME_ACT;
            case NOT_ELIGIBLE -> DecisionOutcome.DECISION_OUTCOME_NOT_ELIGIBLE;
            case SUPPRESSED -> DecisionOutcome.DECISION_OUTCOME_SUPPRESSED;
            case TOO_LATE -> DecisionOutcome.DECISION_OUTCOME_TOO_LATE;
            case CANCELLED -> DecisionOutcome.DECISION_OUTCOME_CANCELLED;
            case ALREADY_SENT -> DecisionOutcome.DECISION_OUTCOME_ALREADY_SENT;
        };
    }
}
