package io.throughline.standalone.report;

import com.google.protobuf.Duration;
import com.google.type.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Words {

    static final String NOTHING = "–";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** The two largest units: {@code 3 d 4 h}. */
    static String duration(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds >= DAY) {
            return two(seconds, DAY, "d", HOUR, "h");
        }
        if (seconds >= HOUR) {
            return two(seconds, HOUR, "h", MINUTE, "min");
        }
        return seconds >= MINUTE ? two(seconds, MINUTE, "min", 1, "s") : seconds + " s";
    }

    static String money(List<Money> amounts) {
        return amounts.isEmpty()
                ? NOTHING
                : amounts.stream().map(Words::money).collect(Collectors.joining(", "));
    }

    static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }

    private static String money(Money amount) {
        var decimal = BigDecimal.valueOf(amount.getUnits()).add(BigDecimal.valueOf(amount.getNanos(), 9));
        return String.format(Locale.ROOT, "%,.2f", decimal.setScale(2, RoundingMode.HALF_EVEN)) + " "
                + amount.getCurrencyCode();
    }

    private static String two(long seconds, long unit, String name, long smaller, String smallerName) {
        long rest = seconds % unit / smaller;
        return seconds / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + smallerName);
    }
}
