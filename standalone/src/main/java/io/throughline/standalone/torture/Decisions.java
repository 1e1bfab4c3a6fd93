package io.throughline.standalone.torture;

import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.replay.Patience;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What orchestration-service has decided. */
final class Decisions {

    private static final int PAGE = 1_000;
    private static final Set<DecisionOutcome> ACTED =
            EnumSet.of(DecisionOutcome.DECISION_OUTCOME_ACT, DecisionOutcome.DECISION_OUTCOME_ALREADY_SENT);

    private final Clients clients;
    private final Patience patience;

    Decisions(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** Those for which there is an action. */
    List<Decision> acted() {
        var acted = new ArrayList<Decision>();
        var token = "";
        do {
            var request = ListDecisionsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            var page = patience.untilAnswered(() -> clients.decisions().listDecisions(request));
            page.getDecisionsList().stream()
                    .filter(decision -> ACTED.contains(decision.getOutcome()))
                    .forEach(acted::add);
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return acted;
    }
}
