package io.throughline.journey.fold;

import java.math.BigDecimal;

/**
 * An amount in one currency; never converted into another.
 *
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {

    /** Nothing earned or spent. */
    public static final Money NONE = new Money(BigDecimal.ZERO, "");
}
