package io.throughline.kit.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is known of variables before a condition is ever asked, so that it can be told of a condition that it never holds. Each
 * fact comes with its reason in words, for whoever wrote the condition. Paths are written {@code journey.state}.
 */
public final class Facts {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(List.of());

    /** @param keys those that a map may have; {@code null} when it is no such map */
    record Fact(List<String> path, Values values, Set<String> keys, String reason) {}

    private final List<Fact> facts;

    private Facts(List<Fact> facts) {
        this.facts = List.copyOf(facts);
    }

    /** These, and that the value at {@code path} is not there. */
    public Facts missing(String path, String reason) {
        return with(path, Values.MISSING, null, reason);
    }

    /** These, and that the value at {@code path} is one of {@code values}, if it is there. */
    public Facts among(String path, Set<?> values, String reason) {
        return with(path, Values.among(values), null, reason);
    }

    /** These, and that the number at {@code path} (of a duration, its seconds) is from {@code low} to {@code high}. */
    public Facts between(String path, double low, double high, String reason) {
        return with(path, Values.between(low, high), null, reason);
    }

    /** These, and that the map at {@code path} has no other keys than {@code keys}. */
    public Facts keysAmong(String path, Set<String> keys, String reason) {
        return with(path, Values.ANY, keys, reason);
    }

    private Facts with(String path, Values values, Set<String> keys, String reason) {
        var more = new ArrayList<>(facts);
        more.add(new Fact(List.of(path.split("\\.")), values, keys, reason));
        return new Facts(more);
    }

    List<Fact> list() {
        return facts;
    }

    Facts without(Fact one) {
        return new Facts(facts.stream().filter(fact -> fact != one).toList());
    }

    /** Whether the value at {@code path} may be one of {@code values}. */
    boolean allow(List<String> path, Values values) {
        var together = values;
        for (var fact : facts) {
            if (fact.path.equals(path) && (!values.areMissing() || fact.values.areMissing())) {
                together = together.and(fact.values);
            }
        }
        return !together.isEmpty() && (values.areMissing() || allowKey(path));
    }

    private boolean allowKey(List<String> path) {
        var map = path.subList(0, path.size() - 1);
        return facts.stream()
                .filter(fact -> fact.keys != null && fact.path.equals(map))
                .allMatch(fact -> fact.keys.contains(path.getLast()));
    }
}
