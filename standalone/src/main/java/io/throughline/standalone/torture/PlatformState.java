package io.throughline.standalone.torture;

import io.throughline.journey.v1.Journey;
import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.measurement.v1.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All that a platform makes of what it was told, up to the naming of customers and to how often it changed its mind: two
 * platforms that were told the same are equal.
 *
 * @param journeys by id, without customer and revision
 * @param customers each by the journeys that are theirs
 * @param paths what measurement says of the ways taken
 * @param scorecards one for each definition
 * @param acted the transitions for which an action was made, or that one counts for
 */
record PlatformState(
        Map<String, Journey> journeys,
        Set<Set<String>> customers,
        GetPathsResponse paths,
        List<Scorecard> scorecards,
        Set<String> acted) {

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
        if (!acted.equals(other.acted)) {
            differences.add("%d transitions were acted on only here, %d only there"
                    .formatted(without(acted, other.acted), without(other.acted, acted)));
        }
        return differences;
    }

    private static long without(Set<String> some, Set<String> others) {
        return some.stream().filter(one -> !others.contains(one)).count();
    }

    private List<String> differing(PlatformState other) {
        var ids = new java.util.TreeSet<>(journeys.keySet());
        ids.addAll(other.journeys.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(journeys.get(id), other.journeys.get(id)))
                .toList();
    }
}
