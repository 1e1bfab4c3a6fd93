package io.throughline.standalone.torture;

import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.standalone.platform.Waiting;
import io.throughline.standalone.torture.Decisions.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what a channel carried out against what was decided.
 *
 * @param standing what decisions are about that stand to this day
 */
record Deliveries(List<Decision> decisions, Set<Cause> standing) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** In words; empty when each standing decision to act was carried out once, and nothing was carried out besides. */
    List<String> problems(Channel channel) {
        var problems = new ArrayList<String>();
        var acted = decisions.stream()
                .filter(decision -> standing.contains(Cause.of(decision)))
                .filter(decision -> !decision.getActionId().isEmpty())
                .toList();
        var actions = acted.stream().map(Decision::getActionId).collect(Collectors.toSet());
        if (actions.size() < acted.size()) {
            problems.add("%d decisions have only %d actions between them".formatted(acted.size(), actions.size()));
        }
        if (!Waiting.until(PATIENCE, () -> channel.actions().containsAll(actions))) {
            actions.removeAll(channel.actions());
            problems.add(actions.size() + " actions were never carried out, among them "
                    + actions.iterator().next());
        }
        problems.addAll(uncalledFor(channel.carriedOut()));
        return problems;
    }

    /**
     * A decision may stand no more whose action was carried out before the past was corrected; but it decided to act, and named
     * that one action.
     */
    private List<String> uncalledFor(Map<String, Set<String>> carriedOut) {
        var byId = decisions.stream().collect(Collectors.toMap(Decision::getId, Function.identity()));
        return carriedOut.entrySet().stream()
                .filter(entry -> {
                    var decision = byId.get(entry.getKey());
                    return decision == null
                            || decision.getOutcome() != DecisionOutcome.DECISION_OUTCOME_ACT
                            || !entry.getValue().equals(Set.of(decision.getActionId()));
                })
                .map(entry -> "for decision %s the channel carried out %s, and it says:\n%s"
                        .formatted(entry.getKey(), entry.getValue(), byId.get(entry.getKey())))
                .toList();
    }
}
