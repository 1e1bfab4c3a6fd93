package io.throughline.standalone.mapping;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a log writes numbers.
 *
 * @param decimal stands before the decimals
 * @param thousands may stand between groups of digits
 */
public record NumberFormat(char decimal, Optional<Character> thousands) {

    /** A point before the decimals and nothing between groups. */
    public static final NumberFormat PLAIN = new NumberFormat('.', Optional.empty());

    /** Longer texts are not numbers that anybody counts with. */
    private static final int LONGEST = 64;

    /** An exponent beyond this would make a number of millions of digits. */
    private static final int LARGEST_SCALE = 64;

    private static final char GROUP = '_';

    /** So that 4.0 is not taken for 40 where a point stands between groups. */
    private static final Pattern GROUPED = Pattern.compile("[-+]?[0-9]{1,3}(_[0-9]{2,3})*_[0-9]{3}([^0-9_][0-9]*)?");

    /**
     * What to write in a mapping so that {@code text}, which writes no number in this format, writes one; empty when nothing
     * would do, or when it is one already.
     */
    public String remedy(String text) {
        return parse(text).isPresent() ? "" : remedy(text, _ -> true);
    }

    /** As {@link #remedy}, where only a whole number will do. */
    public String remedyToWhole(String text) {
        return parse(text).isPresent() ? "" : remedy(text, number -> number.stripTrailingZeros().scale() <= 0);
    }

    private String remedy(String text, Predicate<BigDecimal> wanted) {
        char other = decimal == '.' ? ',' : '.';
        var otherDecimal = new NumberFormat(other, Optional.empty());
        var grouped = new NumberFormat(decimal, Optional.of(other));
        var both = new NumberFormat(other, Optional.of(decimal));
        if (otherDecimal.parse(text).filter(wanted).isPresent()) {
            return "write " + otherDecimal.written()
                    + (grouped.parse(text).filter(wanted).isPresent() ? ", or " + grouped.written() + " if that is what it means" : "");
        }
        return Stream.of(grouped, both)
                .filter(format -> format.parse(text).filter(wanted).isPresent())
                .map(format -> "write " + format.written())
                .findFirst()
                .orElse("");
    }

    /** As a mapping says it. */
    private String written() {
        return "`log: {decimal: \"" + decimal + '"' + thousands.map(group -> ", thousands: \"" + group + '"').orElse("") + "}`";
    }

    /** The exact decimal that {@code text} writes; empty when it writes none. */
    public Optional<BigDecimal> parse(String text) {
        var plain = text.strip();
        if (plain.length() > LONGEST) {
            return Optional.empty();
        }
        if (thousands.isPresent() && plain.indexOf(thousands.get()) >= 0) {
            plain = plain.replace(thousands.get(), GROUP);
            if (!GROUPED.matcher(plain).matches()) {
                return Optional.empty();
            }
            plain = plain.replace(String.valueOf(GROUP), "");
        }
        if (decimal != '.') {
            if (plain.indexOf('.') >= 0) {
                return Optional.empty();
            }
            plain = plain.replace(decimal, '.');
        }
        try {
            var number = new BigDecimal(plain);
            return Math.abs(number.scale()) > LARGEST_SCALE ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
