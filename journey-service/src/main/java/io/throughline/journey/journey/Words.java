package io.throughline.journey.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each of a few texts or ids a small number, in the order of their first use. */
final class Words<T> {

    private final List<T> all = new ArrayList<>();
    private final Map<T, Integer> numbers = new HashMap<>();

    int number(T word) {
        var known = numbers.putIfAbsent(word, all.size());
        if (known != null) {
            return known;
        }
        all.add(word);
        return all.size() - 1;
    }

    List<T> all() {
        return all;
    }
}
