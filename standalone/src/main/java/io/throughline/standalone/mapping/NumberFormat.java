package io.throughline.standalone.mapping;

import java.math.BigDecimal;
import java.util.Optional;

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

    /** The exact decimal that {@code text} writes; empty when it writes none. */
    public Optional<BigDecimal> parse(String text) {
        var plain = text.strip();
        if (plain.length() > LONGEST) {
            return Optional.empty();
        }
        if (thousands.isPresent()) {
            plain = plain.replace(thousands.get().toString(), "");
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
