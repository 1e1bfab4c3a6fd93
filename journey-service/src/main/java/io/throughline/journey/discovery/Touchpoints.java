package io.throughline.journey.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives touchpoints numbers in the order in which they are met; beyond so many, one for all others together. */
final class Touchpoints {

    /** Told in the place of a touchpoint that there was no room for. */
    static final String OTHER = "…";

    private static final int OTHER_NUMBER = 0;

    private final int most;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>(List.of(OTHER));

    /** @param most that are told apart */
    Touchpoints(int most) {
        this.most = most;
    }

    int number(String touchpoint) {
        var known = numbers.get(touchpoint);
        if (known != null) {
            return known;
        }
        if (numbers.size() == most) {
            return OTHER_NUMBER;
        }
        numbers.put(touchpoint, names.size());
        names.add(touchpoint);
        return names.size() - 1;
    }

    String name(int number) {
        return names.get(number);
    }

    /** One more than the highest number. */
    int count() {
        return names.size();
    }

    static boolean isOther(int number) {
        return number == OTHER_NUMBER;
    }
}
