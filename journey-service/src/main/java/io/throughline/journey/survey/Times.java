package io.throughline.journey.survey;

import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Lengths of time, counted in buckets whose bounds grow by two per cent: what is asked of them has a relative error of at most one
 * per cent, whatever their number and size. The mean is exact.
 */
public final class Times {

    private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);
    private static final double GROWTH = Math.log(1.02);

    /** The middle of a bucket, by which factor no bound of it is farther away than one per cent. */
    private static final double MIDDLE = Math.sqrt(1.02);

    /** Buckets from {@link #lowest} on; in the first of all stands what took no time. */
    private long[] buckets = {};

    private int lowest;
    private long count;
    private BigInteger largeSum = BigInteger.ZERO;
    private long sum;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    /** One more, which is not negative. */
    public void add(Duration time) {
        long micros = time.dividedBy(MICROSECOND);
        count++;
        addToSum(micros);
        shortest = Math.min(shortest, micros);
        longest = Math.max(longest, micros);
        int bucket = micros == 0 ? 0 : 1 + (int) (Math.log(micros) / GROWTH);
        makeRoom(bucket);
        buckets[bucket - lowest]++;
    }

    private void addToSum(long micros) {
        if (sum > Long.MAX_VALUE - micros) {
            largeSum = largeSum.add(BigInteger.valueOf(sum));
            sum = 0;
        }
        sum += micros;
    }

    private void makeRoom(int bucket) {
        if (buckets.length == 0) {
            lowest = bucket;
            buckets = new long[1];
        } else if (bucket < lowest) {
            var wider = new long[lowest - bucket + buckets.length];
            System.arraycopy(buckets, 0, wider, lowest - bucket, buckets.length);
            buckets = wider;
            lowest = bucket;
        } else if (bucket - lowest >= buckets.length) {
            buckets = Arrays.copyOf(buckets, bucket - lowest + 1);
        }
    }

    public long count() {
        return count;
    }

    /** Of one at least. */
    public TimeFigures figures() {
        return new TimeFigures(count, mean(), quantile(0.5), quantile(0.9), quantile(0.95), quantile(0.99));
    }

    private Duration mean() {
        return micros(largeSum.add(BigInteger.valueOf(sum)).divide(BigInteger.valueOf(count)).longValueExact());
    }

    /** Interpolated linearly between the two that are next to the place asked for. */
    private Duration quantile(double share) {
        double place = share * (count - 1);
        long before = (long) Math.floor(place);
        double low = at(before);
        double high = at(Math.min(count - 1, before + 1));
        return micros(Math.round(low + (place - before) * (high - low)));
    }

    /** The one that {@code place} others are not longer than. */
    private double at(long place) {
        long passed = 0;
        for (int i = 0; i < buckets.length; i++) {
            passed += buckets[i];
            if (passed > place) {
                double middle = lowest + i == 0 ? 0 : Math.exp((lowest + i - 1) * GROWTH) * MIDDLE;
                return Math.clamp(middle, shortest, longest);
            }
        }
        throw new IllegalArgumentException("there are only " + count);
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
