package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that is known when a page of changes is decided on.
 *
 * @param policies those in force, by name
 * @param changes one for each journey, each newer than what is known of it
 * @param journeys as they were before: those of the changes, and all that one leads to from another: those that replaced it or
 *     that it replaced, where one of its transitions was told too, and where one was told that shares an action with one of its
 * @param told transitions, as they were before: of those journeys
 * @param decisions on those transitions and on the ones that the changes bring
 * @param actions of those decisions
 * @param customers of the changes, as they are afterwards
 */
public record Situation(
        Clock clock,
        List<Policy> policies,
        List<Change> changes,
        Collection<KnownJourney> journeys,
        Collection<ToldTransition> told,
        Collection<Decision> decisions,
        Collection<KnownAction> actions,
        Map<UUID, Customer> customers) {}
