package io.throughline.standalone.mapping;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads where an amount of money comes from. */
final class MoneySourceReader {

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final SequencedMap<String, BigDecimal> SIGNS = new LinkedHashMap<>();

    static {
        SIGNS.put("positive", BigDecimal.ONE);
        SIGNS.put("negative", BigDecimal.ONE.negate());
    }

    private MoneySourceReader() {}

    static Optional<MoneySource> read(Section root, String name) {
        return root.section(name).optional().map(MoneySourceReader::money);
    }

    private static MoneySource money(Section section) {
        var amount = section.value("amount");
        var product = section.values("product");
        if (amount.isPresent() == product.isGiven()) {
            section.problem(
                    "says " + (amount.isPresent() ? "twice" : "nowhere") + " what it is",
                    "give either `amount: column` or `product: [column, column]`");
        }
        var factors = amount.map(List::of).orElseGet(() -> product.orElse(List.of())).stream()
                .map(TextSourceReader::columnName)
                .flatMap(Optional::stream)
                .toList();
        var times = section.decimal("times").orElse(BigDecimal.ONE);
        var sign = section.choice("sign", SIGNS).orElse(BigDecimal.ONE);
        return new MoneySource(factors, times.multiply(sign), currency(section));
    }

    /** A code is a currency, in capitals or not; whatever else is meant is a section. */
    private static TextSource currency(Section section) {
        var none = new TextSource.Constant("");
        var value = section.value("currency");
        if (value.isEmpty()) {
            section.problem("currency", "is missing", "write a code such as EUR, or {column: …}");
            return none;
        }
        return currency(value.get()).orElse(none);
    }

    private static Optional<TextSource> currency(Value value) {
        if (value.isText()) {
            return value.text()
                    .must(
                            text -> CODES.contains(text.toUpperCase(Locale.ROOT)),
                            "is no currency code of ISO 4217",
                            "write one such as EUR, or {column: …}")
                    .optional()
                    .map(text -> text.toUpperCase(Locale.ROOT))
                    .map(TextSource.Constant::new);
        }
        return TextSourceReader.read(value);
    }
}
