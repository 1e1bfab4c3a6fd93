package io.throughline.standalone.report;

import com.google.protobuf.Duration;
import com.google.type.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Words {

    static final String NOTHING = "–";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With its noun, in the singular for one alone: {@code 1 variant}, {@code 2 variants}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
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

    /** To two decimals, half to even: {@code 1,234.50 EUR}. */
    public static String money(String currency, BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_EVEN)) + " " + currency;
    }

    static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }

    private static String money(Money amount) {
        return money(
                amount.getCurrencyCode(),
                BigDecimal.valueOf(amount.getUnits()).add(BigDecimal.valueOf(amount.getNanos(), 9)));
    }

    private static String two(long seconds, long unit, String name, long smaller, String smallerName) {
        long rest = seconds % unit / smaller;
        return seconds / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + smallerName);
    }
}
