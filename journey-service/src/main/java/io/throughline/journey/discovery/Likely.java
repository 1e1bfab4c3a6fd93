package io.throughline.journey.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * With which touchpoints journeys seem to begin and to end, judged by how often cases do, and by names. A person decides.
 *
 * @param starts most cases first
 * @param ends most cases first
 */
public record Likely(List<Start> starts, List<End> ends) {

    /** Of all cases: what begins or ends as many is no exception. */
    private static final double MANY = 0.1;

    private static final double MOST = 0.5;

    /** Names that speak of giving up, in English: words that begin so. */
    private static final Pattern GIVING_UP = Pattern.compile("(?<![a-z])(?:abandon|cancel|withdr|reject|refus|declin|den[iy]|fail"
            + "|expir|churn|unsubscri|invalid|duplicat|terminat|lost)");

    /** Where words meet in camelCase. */
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /**
     * @param likely it begins a tenth of all cases or more, or more than any other
     * @param why the figures in words
     */
    public record Start(TouchpointFigures touchpoint, boolean likely, String why) {}

    /** @param why the figures in words */
    public record End(TouchpointFigures touchpoint, Kind kind, String why) {}

    /** What an end seems to be. */
    public enum Kind {
        /** Most cases with it end with it, and they are many. */
        GOAL,
        /** Most cases with it end with it, and its name speaks of giving up. */
        ABANDONMENT,
        /** Most cases with it end with it, but they are few, or begin with it too. */
        UNCLEAR,
        /** Most cases with it go on. */
        SILENCE
    }

    public Likely {
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
    }

    static Likely of(Discovered discovered) {
        long cases = discovered.cases();
        var begun = by(discovered, TouchpointFigures::begun);
        long mostBegun = begun.stream().mapToLong(TouchpointFigures::begun).max().orElse(0);
        var starts = begun.stream()
                .map(one -> new Start(
                        one,
                        one.begun() == mostBegun || one.begun() >= MANY * cases,
                        "begins " + share(one.begun(), cases) + " cases"))
                .toList();
        var ended = by(discovered, TouchpointFigures::ended);
        long mostEnded = ended.stream()
                .filter(one -> isFinal(one) && !isFirst(one) && !speaksOfGivingUp(one.touchpoint()))
                .mapToLong(TouchpointFigures::ended)
                .max()
                .orElse(0);
        var ends = ended.stream().map(one -> end(one, cases, mostEnded)).toList();
        return new Likely(starts, ends);
    }

    private static List<TouchpointFigures> by(Discovered discovered, ToLongFunction<TouchpointFigures> cases) {
        return discovered.touchpoints().stream()
                .filter(one -> cases.applyAsLong(one) > 0)
                .sorted(Comparator.comparingLong((TouchpointFigures one) -> -cases.applyAsLong(one))
                        .thenComparing(TouchpointFigures::touchpoint))
                .toList();
    }

    private static End end(TouchpointFigures one, long cases, long mostEnded) {
        var why = "ends " + share(one.ended(), one.cases()) + " cases in which it occurs";
        if (!isFinal(one)) {
            return new End(one, Kind.SILENCE, why + "; most go on");
        }
        if (speaksOfGivingUp(one.touchpoint())) {
            return new End(one, Kind.ABANDONMENT, why + ", and its name speaks of giving up");
        }
        if (isFirst(one)) {
            return new End(one, Kind.UNCLEAR, why + ", but begins " + share(one.begun(), one.cases()) + " of them, too");
        }
        boolean many = one.ended() == mostEnded || one.ended() >= MANY * cases;
        return new End(one, many ? Kind.GOAL : Kind.UNCLEAR, why + ", and " + percent(one.ended(), cases) + " of all cases");
    }

    private static boolean isFinal(TouchpointFigures one) {
        return one.ended() >= MOST * one.cases();
    }

    /** With what a case begins and ends it got nowhere that it had not been before. */
    private static boolean isFirst(TouchpointFigures one) {
        return one.begun() >= MOST * one.cases();
    }

    static boolean speaksOfGivingUp(String touchpoint) {
        return GIVING_UP.matcher(HUMP.matcher(touchpoint).replaceAll(" ").toLowerCase(Locale.ROOT)).find();
    }

    /** {@code 4,384 of 4,580 (95.7 %)}. */
    static String share(long some, long all) {
        return String.format(Locale.ROOT, "%,d of %,d (%s)", some, all, percent(some, all));
    }

    /** Of what is not all it does not say 100.0, and of what is not nothing not 0.0. */
    static String percent(long some, long all) {
        var rounded = String.format(Locale.ROOT, "%.1f %%", 100.0 * some / all);
        if (some < all && rounded.equals("100.0 %")) {
            return "over 99.9 %";
        }
        return some > 0 && rounded.equals("0.0 %") ? "under 0.1 %" : rounded;
    }
}
