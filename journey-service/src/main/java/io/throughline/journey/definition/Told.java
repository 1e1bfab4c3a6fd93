package io.throughline.journey.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects differences, each in words. */
final class Told {

    private final List<Difference> differences = new ArrayList<>();

    List<Difference> differences() {
        return List.copyOf(differences);
    }

    void add(String field, String words) {
        differences.add(new Difference(field, words));
    }

    /**
     * Tells a value that changed.
     *
     * @param subject what has the value, in words
     * @param was empty when it was left out, as {@code is}
     */
    void value(String field, String subject, String was, String is) {
        if (was.equals(is)) {
            return;
        }
        if (was.isEmpty()) {
            add(field, subject + " is now " + is);
        } else if (is.isEmpty()) {
            add(field, subject + " is left out; it was " + was);
        } else {
            add(field, subject + " is " + is + "; it was " + was);
        }
    }

    /** Parts by their names, in their order. */
    static <T> Map<String, T> byName(List<T> parts, Function<T, String> name) {
        return parts.stream()
                .collect(Collectors.toMap(name, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
