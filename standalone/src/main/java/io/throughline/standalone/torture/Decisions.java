package io.throughline.standalone.torture;

import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import java.util.ArrayList;
import java.util.List;

/** What orchestration-service has decided. */
final class Decisions {

    private static final int PAGE = 1_000;

    /** What a decision is about; there is one decision for each. */
    record Cause(String policy, String transition) {

        static Cause of(Decision decision) {
            return new Cause(decision.getPolicy(), decision.getTransitionId());
        }
    }

    private final Clients clients;
    private final Patience patience;

    Decisions(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    List<Decision> all() {
        var decisions = new ArrayList<Decision>();
        var token = "";
        do {
            var request = ListDecisionsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            var page = patience.untilAnswered(() -> clients.decisions().listDecisions(request));
            decisions.addAll(page.getDecisionsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return decisions;
    }
}
