package io.throughline.orchestration.decision;

import io.opentelemetry.api.trace.SpanKind;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.telemetry.Trace;
import io.throughline.orchestration.action.ActionStore;
import io.throughline.orchestration.action.HeldActions;
import io.throughline.orchestration.context.ContextStore;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.Clock;
import io.throughline.orchestration.decision.core.KnownJourney;
import io.throughline.orchestration.decision.core.Newest;
import io.throughline.orchestration.decision.core.Plan;
import io.throughline.orchestration.decision.core.Planner;
import io.throughline.orchestration.decision.core.Policy;
import io.throughline.orchestration.decision.core.Situation;
import io.throughline.orchestration.decision.core.ToldTransition;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.Verdict;
import io.throughline.orchestration.decision.core.Watcher;
import io.throughline.orchestration.policy.PoliciesInForce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has a page of changes decided on, in one transaction and with a number of statements that does not depend on the page's
 * size: reads what is known, plans, writes.
 */
@ApplicationScoped
public class DecisionMaker {

    private final PoliciesInForce policies;

    @Inject
    public DecisionMaker(PoliciesInForce policies) {
        this.policies = policies;
    }

    /** Decides on {@code changes}. What is asked for is held until it is released. */
    public void decide(Transaction transaction, List<Change> changes, Clock clock) {
        Turn.await(transaction);
        var known = ContextStore.known(transaction, Newest.concerned(changes));
        var news = Newest.of(changes, known);
        if (news.isEmpty()) {
            return;
        }
        if (Newest.tellOfAReturn(news, known)) {
            HeldActions.holdOn(transaction);
        }
        ContextStore.write(transaction, news);
        var told = ContextStore.told(transaction, journeys(known, news), transitions(news));
        if (isMoreThanCounting(news, known, told)) {
            var situation = situation(transaction, policies.load(transaction), news, clock, known, told);
            write(transaction, Planner.plan(situation, DecisionMaker::watch));
        }
    }

    private static Situation situation(
            Transaction transaction,
            List<Policy> inForce,
            List<Change> news,
            Clock clock,
            List<KnownJourney> known,
            List<ToldTransition> told) {
        var concerned = Concerned.by(transaction, known, told, transitions(news));
        var customers = news.stream().map(Change::customer).collect(Collectors.toSet());
        return new Situation(
                clock,
                inForce,
                news,
                concerned.journeys(),
                concerned.told(),
                concerned.decisions(),
                ActionStore.lock(transaction, concerned.actions()),
                ContextStore.customers(transaction, customers));
    }

    private static void write(Transaction transaction, Plan plan) {
        ContextStore.writeTold(transaction, plan.transitions());
        DecisionStore.write(transaction, plan.decisions());
        ActionStore.change(transaction, plan.changedActions());
        ActionStore.make(transaction, plan.newActions());
        HeldActions.holdAgain(transaction, plan.heldAgain());
    }

    /** Whether anything changes but counts: what most interactions do not. */
    private static boolean isMoreThanCounting(
            List<Change> news, Collection<KnownJourney> known, Collection<ToldTransition> told) {
        Map<UUID, KnownJourney> before = new HashMap<>();
        known.forEach(journey -> before.put(journey.id(), journey));
        Map<UUID, Set<UUID>> standing = told.stream()
                .filter(ToldTransition::standing)
                .collect(Collectors.groupingBy(
                        ToldTransition::journey,
                        Collectors.mapping(one -> one.transition().id(), Collectors.toSet())));
        return news.stream().anyMatch(change -> switch (change) {
            case Change.Withdrawn _ -> true;
            case Change.Told now -> {
                var journey = before.get(now.journey());
                var ids = now.now().transitions().stream().map(Transition::id).collect(Collectors.toSet());
                yield journey == null
                        || journey.withdrawn()
                        || !journey.customer().equals(now.customer())
                        || !ids.equals(standing.getOrDefault(now.journey(), Set.of()));
            }
        });
    }

    private static Set<UUID> journeys(List<KnownJourney> known, List<Change> news) {
        return Stream.concat(known.stream().map(KnownJourney::id), news.stream().map(Change::journey))
                .collect(Collectors.toSet());
    }

    private static Set<UUID> transitions(List<Change> news) {
        return news.stream()
                .flatMap(change -> switch (change) {
                    case Change.Told told -> told.now().transitions().stream().map(Transition::id);
                    case Change.Withdrawn _ -> Stream.<UUID>empty();
                })
                .collect(Collectors.toSet());
    }

    private static Watcher.Watched watch(String traceparent, Policy policy, Supplier<Verdict> decision) {
        return Trace.resumed(
                traceparent,
                "decide " + policy.name(),
                SpanKind.INTERNAL,
                () -> new Watcher.Watched(decision.get(), Trace.current().orElse(traceparent)));
    }
}
