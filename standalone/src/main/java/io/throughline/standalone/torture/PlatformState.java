package io.throughline.standalone.torture;

import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Link;
import io.throughline.journey.v1.Journey;
import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.measurement.v1.Scorecard;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.standalone.torture.Decisions.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a platform makes of what it was told, up to the naming of customers and to how often it changed its mind: two
 * platforms that were told the same are equal.
 *
 * @param journeys by id, without customer and revision
 * @param customers each by the journeys that are theirs
 * @param people who is one customer by identity-service, with journeys or without, and by which evidence
 * @param paths what measurement says of the ways taken
 * @param scorecards one for each definition
 * @param decisions what was made of each transition that stands, up to when it was
 */
record PlatformState(
        Map<String, Journey> journeys,
        Set<Set<String>> customers,
        Set<Person> people,
        GetPathsResponse paths,
        List<Scorecard> scorecards,
        Map<Cause, DecisionOutcome> decisions) {

    private static final int MOST_SHOWN = 5;

    /** What identity-service knows of one customer, up to ids and to what it was before. */
    record Person(Set<Identifier> identifiers, Set<Link> links) {}

    /** The decisions to act. */
    long actions() {
        return decisions.values().stream().filter(DecisionOutcome.DECISION_OUTCOME_ACT::equals).count();
    }

    /** In words, where {@code other} is different; empty when it is equal. */
    List<String> differences(PlatformState other) {
        var differences = new ArrayList<String>();
        differing(other).forEach(id -> differences.add("journey " + id + ":\n" + journeys.get(id) + "\nagainst\n"
                + other.journeys.get(id)));
        if (!customers.equals(other.customers)) {
            differences.add("the customers are others: " + customers.size() + " against " + other.customers.size());
        }
        if (!paths.equals(other.paths)) {
            differences.add("the paths differ:\n" + paths + "\nagainst\n" + other.paths);
        }
        if (!scorecards.equals(other.scorecards)) {
            differences.add("the scorecards differ:\n" + scorecards + "\nagainst\n" + other.scorecards);
        }
        if (!people.equals(other.people)) {
            differences.add("identity-service knows other customers: " + without(people, other.people) + "\nagainst\n"
                    + without(other.people, people));
        }
        if (!decisions.equals(other.decisions)) {
            differences.add("the decisions differ:\n" + without(decisions.entrySet(), other.decisions.entrySet())
                    + "\nagainst\n" + without(other.decisions.entrySet(), decisions.entrySet()));
        }
        return differences;
    }

    private static <T> List<T> without(Set<T> some, Set<T> others) {
        return some.stream().filter(one -> !others.contains(one)).limit(MOST_SHOWN).toList();
    }

    private List<String> differing(PlatformState other) {
        var ids = new TreeSet<>(journeys.keySet());
        ids.addAll(other.journeys.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(journeys.get(id), other.journeys.get(id)))
                .toList();
    }
}
