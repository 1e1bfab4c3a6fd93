package io.throughline.standalone.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines that did not become interactions, by reason. Holds eight bytes for each. */
final class Rejections {

    /** Reasons beyond this many are told as one: they can only come from a reason that quotes its line. */
    private static final int MOST_REASONS = 1_000;

    private static final String FURTHER = "other reasons";

    private final Map<String, Lines> byReason = new HashMap<>();

    synchronized void add(long line, String reason) {
        var known = byReason.containsKey(reason) || byReason.size() < MOST_REASONS ? reason : FURTHER;
        byReason.computeIfAbsent(known, _ -> new Lines()).add(line);
    }

    /** Each reason with its lines, the most frequent first. */
    synchronized List<Rejection> list() {
        var list = new ArrayList<Rejection>();
        byReason.forEach((reason, lines) -> list.add(new Rejection(reason, lines.sorted())));
        list.sort(Comparator.comparingInt((Rejection rejection) -> rejection.lines().length)
                .reversed()
                .thenComparing(Rejection::reason));
        return list;
    }

    /** The numbers of all lines, ascending. */
    synchronized long[] lines() {
        return byReason.values().stream()
                .flatMapToLong(lines -> Arrays.stream(lines.numbers, 0, lines.count))
                .sorted()
                .toArray();
    }

    private static final class Lines {

        private long[] numbers = new long[16];
        private int count;

        void add(long number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number;
        }

        long[] sorted() {
            var sorted = Arrays.copyOf(numbers, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
