package io.throughline.measurement.score;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them in an explanation. */
public final class Words {

    private Words() {}

    /** 1 repeat, 1,234 repeats. */
    public static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** 1,234. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** One digit after the point. */
    public static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** A share of 0 to 1 in per cent. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** In the largest unit of which there is at least one: 12.4 days, 3 hours, 40 seconds. */
    public static String of(Duration duration) {
        double seconds = duration.getSeconds() + duration.getNano() / 1e9;
        if (seconds >= 86_400) {
            return amount(seconds / 86_400, "day");
        }
        if (seconds >= 3_600) {
            return amount(seconds / 3_600, "hour");
        }
        if (seconds >= 60) {
            return amount(seconds / 60, "minute");
        }
        return amount(seconds, "second");
    }

    private static String amount(double number, String unit) {
        var figure = String.format(Locale.ROOT, "%,.1f", number);
        var whole = figure.endsWith(".0") ? figure.substring(0, figure.length() - 2) : figure;
        return whole + " " + unit + ("1".equals(whole) ? "" : "s");
    }
}
