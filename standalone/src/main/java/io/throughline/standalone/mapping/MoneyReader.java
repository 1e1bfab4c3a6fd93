package io.throughline.standalone.mapping;

import com.google.type.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads an amount of money from a line: exactly, to the nine decimals that the contract carries. */
final class MoneyReader {

    private static final int DECIMALS = 9;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final String part;
    private final BigDecimal times;
    private final List<Function<List<String>, Optional<String>>> factors;
    private final Function<List<String>, Optional<String>> currency;
    private final NumberFormat numbers;

    MoneyReader(String part, MoneySource source, Binding binding, NumberFormat numbers) {
        this.part = part;
        this.times = source.times();
        this.factors = source.factors().stream().map(binding::cell).toList();
        this.currency = binding.text(source.currency());
        this.numbers = numbers;
    }

    /** The amount; nothing when one of its factors is missing. */
    Optional<Money> read(List<String> cells) {
        var amount = times;
        for (var factor : factors) {
            var text = factor.apply(cells);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            amount = amount.multiply(number(text.get()));
        }
        return Optional.of(money(amount.setScale(DECIMALS, RoundingMode.HALF_EVEN), code(cells)));
    }

    private BigDecimal number(String text) {
        return numbers.parse(text)
                .orElseThrow(() -> new RejectedLine(part + ".amount", "is not a number", text, numbers.remedy(text)));
    }

    private String code(List<String> cells) {
        var code = currency.apply(cells)
                .orElseThrow(() -> new RejectedLine(part + ".currency", "is missing"))
                .strip()
                .toUpperCase(Locale.ROOT);
        if (!CURRENCY.matcher(code).matches()) {
            throw new RejectedLine(part + ".currency", "is not a code of three letters", code);
        }
        return code;
    }

    private Money money(BigDecimal amount, String code) {
        if (amount.abs().compareTo(LARGEST) > 0) {
            throw new RejectedLine(part + ".amount", "is too large", amount.toPlainString());
        }
        long units = amount.longValue();
        int nanos = amount.subtract(BigDecimal.valueOf(units)).movePointRight(DECIMALS).intValueExact();
        return Money.newBuilder()
                .setCurrencyCode(code)
                .setUnits(units)
                .setNanos(nanos)
                .build();
    }
}
