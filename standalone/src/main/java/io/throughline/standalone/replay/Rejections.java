package io.throughline.standalone.replay;

import io.throughline.standalone.mapping.MappedLine.Rejected;
import io.throughline.standalone.replay.Rejection.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines that did not become interactions, by reason. Holds eight bytes for each, and an example for each reason. */
final class Rejections {

    /** Reasons beyond this many are told as one: they can only come from a reason that quotes its line. */
    private static final int MOST_REASONS = 1_000;

    private static final String FURTHER = "other reasons";

    private final Map<String, Lines> byReason = new HashMap<>();

    synchronized void add(long line, String reason) {
        lines(reason).add(line);
    }

    synchronized void add(Rejected rejected) {
        var lines = lines(rejected.reason());
        lines.add(rejected.number());
        lines.consider(new Example(rejected.number(), rejected.value(), rejected.hint()));
    }

    /** Each reason with its lines, the most frequent first. */
    synchronized List<Rejection> list() {
        var list = new ArrayList<Rejection>();
        byReason.forEach((reason, lines) -> list.add(new Rejection(reason, lines.sorted(), lines.example)));
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

    private Lines lines(String reason) {
        var known = byReason.containsKey(reason) || byReason.size() < MOST_REASONS ? reason : FURTHER;
        return byReason.computeIfAbsent(known, _ -> new Lines());
    }

    private static final class Lines {

        private long[] numbers = new long[16];
        private int count;
        private Optional<Example> example = Optional.empty();

        void add(long number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number;
        }

        /** The first line stands for all, unless it leaves open what to do and a later one does not. */
        void consider(Example other) {
            boolean tells = !other.value().isEmpty() || !other.hint().isEmpty();
            if (tells && (example.isEmpty() || example.get().hint().isEmpty() && !other.hint().isEmpty())) {
                example = Optional.of(other);
            }
        }

        long[] sorted() {
            var sorted = Arrays.copyOf(numbers, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
