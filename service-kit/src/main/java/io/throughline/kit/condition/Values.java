package io.throughline.kit.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The values that something may have. Numbers are {@code Double}s here, durations and times their seconds.
 *
 * @param areMissing it is not there
 * @param among {@code null} when it may be anything
 * @param isNumber it is a number from {@code low} to {@code high}
 */
record Values(boolean areMissing, Set<Object> among, Set<Object> except, boolean isNumber, double low, double high) {

    /** It is there. */
    static final Values ANY = new Values(false, null, Set.of(), false, 0, 0);

    static final Values MISSING = new Values(true, null, Set.of(), false, 0, 0);

    static Values among(Set<?> values) {
        return new Values(false, plain(values), Set.of(), false, 0, 0);
    }

    static Values except(Set<?> values) {
        return new Values(false, null, plain(values), false, 0, 0);
    }

    static Values between(double low, double high) {
        return new Values(false, null, Set.of(), true, low, high);
    }

    /** What compares with {@code number} by {@code operator}; empty when that is no comparison of numbers. */
    static Optional<Values> compared(String operator, double number) {
        return switch (operator) {
            case "_<_" -> Optional.of(between(Double.NEGATIVE_INFINITY, Math.nextDown(number)));
            case "_<=_" -> Optional.of(between(Double.NEGATIVE_INFINITY, number));
            case "_>_" -> Optional.of(between(Math.nextUp(number), Double.POSITIVE_INFINITY));
            case "_>=_" -> Optional.of(between(number, Double.POSITIVE_INFINITY));
            default -> Optional.empty();
        };
    }

    /** {@code value} in the one form in which values are compared here. */
    static Object plain(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Duration duration -> duration.toSeconds() + duration.getNano() / 1e9;
            case Instant time -> time.getEpochSecond() + time.getNano() / 1e9;
            default -> value;
        };
    }

    private static Set<Object> plain(Set<?> values) {
        var all = new HashSet<>();
        values.forEach(value -> all.add(plain(value)));
        return all;
    }

    /** What is among these and among {@code other}. */
    Values and(Values other) {
        if (areMissing != other.areMissing) {
            return among(Set.of());
        }
        var both = among == null ? other.among : among;
        if (among != null && other.among != null) {
            both = new HashSet<>(among);
            both.retainAll(other.among);
        }
        var neither = new HashSet<>(except);
        neither.addAll(other.except);
        if (!isNumber || !other.isNumber) {
            var number = isNumber ? this : other;
            return new Values(areMissing, both, neither, number.isNumber, number.low, number.high);
        }
        return new Values(areMissing, both, neither, true, Math.max(low, other.low), Math.min(high, other.high));
    }

    /** Whether nothing is among these, not even that it is missing. */
    boolean isEmpty() {
        if (areMissing) {
            return false;
        }
        if (among != null) {
            return among.stream().noneMatch(value -> !except.contains(value) && (!isNumber || isWithin(value)));
        }
        return isNumber && (low > high || (low == high && except.contains(low)));
    }

    private boolean isWithin(Object value) {
        return value instanceof Double number && number >= low && number <= high;
    }
}
