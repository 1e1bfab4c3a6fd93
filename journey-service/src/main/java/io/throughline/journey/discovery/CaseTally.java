package io.throughline.journey.discovery;

import io.throughline.journey.discovery.Discovered.Cut;
import io.throughline.journey.discovery.Discovered.Pair;
import io.throughline.journey.discovery.Discovered.Variant;
import io.throughline.journey.survey.TimeFigures;
import io.throughline.journey.survey.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Counts how cases go, interaction by interaction. What it keeps does not grow with their number: {@link #VARIANTS}, {@link #PAIRS}
 * and {@link #TOUCHPOINTS} bound it, and {@link #OPEN} the cases of the present customer.
 */
final class CaseTally {

    static final int VARIANTS = 20_000;
    static final int PAIRS = 5_000;
    static final int TOUCHPOINTS = 10_000;
    static final int OPEN = 20_000;

    /** A case while it goes on. */
    private static final class Case {

        private final Instant first;
        private final Way.Going way = new Way.Going();
        private final BitSet seen = new BitSet();
        private Instant last;
        private int lastTouchpoint;

        private Case(Instant first) {
            this.first = first;
        }
    }

    private final int variantsTold;
    private final int pairsTold;
    private final int open;
    private final Touchpoints touchpoints;
    private final BoundedCounts<Way> ways;
    private final int mostPairs;
    private final Map<Long, Times> pairs = new HashMap<>();
    private final Times durations = new Times();
    private final Times pauses = new Times();

    /** The cases of the present customer, the one without an interaction for the longest time first. */
    private final LinkedHashMap<String, Case> cases = new LinkedHashMap<>(16, 0.75f, true);

    private long[] interactions = new long[16];
    private long[] with = new long[16];
    private long[] begun = new long[16];
    private long[] ended = new long[16];
    private long taken;
    private long complete;
    private long otherPairs;
    private long closedEarly;
    private Instant first;
    private Instant last;

    /**
     * @param variantsTold as many are answered
     * @param pairsTold as many are answered
     */
    CaseTally(int variantsTold, int pairsTold) {
        this(variantsTold, pairsTold, VARIANTS, PAIRS, TOUCHPOINTS, OPEN);
    }

    CaseTally(int variantsTold, int pairsTold, int variants, int pairs, int touchpoints, int open) {
        this.variantsTold = variantsTold;
        this.pairsTold = pairsTold;
        this.ways = new BoundedCounts<>(variants);
        this.mostPairs = pairs;
        this.touchpoints = new Touchpoints(touchpoints);
        this.open = open;
    }

    /** The next interaction of a case of the present customer. */
    void take(String name, String touchpoint, Instant at) {
        int number = touchpoints.number(touchpoint);
        makeRoom();
        var one = cases.get(name);
        if (one == null) {
            one = new Case(at);
            cases.put(name, one);
            begun[number]++;
            closeOldest();
        } else {
            follow(one, number, at);
        }
        one.way.add(number);
        one.seen.set(number);
        one.last = at;
        one.lastTouchpoint = number;
        interactions[number]++;
        taken++;
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
    }

    private void follow(Case one, int number, Instant at) {
        var pause = Duration.between(one.last, at);
        pauses.add(pause);
        long pair = (long) one.lastTouchpoint << Integer.SIZE | number;
        var times = pairs.get(pair);
        if (times == null) {
            if (pairs.size() == mostPairs) {
                otherPairs++;
                return;
            }
            times = new Times();
            pairs.put(pair, times);
        }
        times.add(pause);
    }

    private void closeOldest() {
        if (cases.size() > open) {
            complete(cases.pollFirstEntry().getValue());
            closedEarly++;
        }
    }

    /** There is no more of the present customer. */
    void endOfCustomer() {
        cases.values().forEach(this::complete);
        cases.clear();
    }

    private void complete(Case one) {
        complete++;
        ways.add(one.way.way());
        durations.add(Duration.between(one.first, one.last));
        one.seen.stream().forEach(number -> with[number]++);
        ended[one.lastTouchpoint]++;
    }

    private void makeRoom() {
        if (touchpoints.count() > interactions.length) {
            int length = 2 * interactions.length;
            interactions = Arrays.copyOf(interactions, length);
            with = Arrays.copyOf(with, length);
            begun = Arrays.copyOf(begun, length);
            ended = Arrays.copyOf(ended, length);
        }
    }

    Discovered result() {
        return new Discovered(
                complete,
                taken,
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                figures(),
                variants(),
                ways.kinds(),
                pairs(),
                pairs.size(),
                figures(durations),
                figures(pauses),
                new Cut(ways.others(), ways.lowBy(), otherPairs, interactions[0], closedEarly));
    }

    private static Optional<TimeFigures> figures(Times times) {
        return times.count() == 0 ? Optional.empty() : Optional.of(times.figures());
    }

    private List<TouchpointFigures> figures() {
        return IntStream.range(0, touchpoints.count())
                .filter(number -> interactions[number] > 0 && !Touchpoints.isOther(number))
                .mapToObj(number -> new TouchpointFigures(
                        touchpoints.name(number), interactions[number], with[number], begun[number], ended[number]))
                .sorted(Comparator.comparingLong((TouchpointFigures one) -> -one.interactions())
                        .thenComparing(TouchpointFigures::touchpoint))
                .toList();
    }

    private List<Variant> variants() {
        return ways.first(variantsTold, Comparator.comparing(way -> String.join("\u0000", names(way)))).stream()
                .map(way -> new Variant(names(way.what()), way.what().length(), way.count()))
                .toList();
    }

    private List<String> names(Way way) {
        return Arrays.stream(way.head()).mapToObj(touchpoints::name).toList();
    }

    private List<Pair> pairs() {
        var all = new ArrayList<Pair>(pairs.size());
        pairs.forEach((pair, times) -> all.add(new Pair(
                touchpoints.name((int) (pair >>> Integer.SIZE)),
                touchpoints.name(pair.intValue()),
                times.count(),
                times.figures())));
        return all.stream()
                .sorted(Comparator.comparingLong((Pair one) -> -one.times())
                        .thenComparing(Pair::touchpoint)
                        .thenComparing(Pair::followedBy))
                .limit(pairsTold)
                .toList();
    }
}
