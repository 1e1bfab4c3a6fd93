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
import java.util.regex.Pattern;

/** Reads where an amount of money comes from. */
final class MoneySourceReader {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
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
                            MoneySourceReader::isCode,
                            "is no currency code",
                            "write three capitals such as EUR, or {column: …}")
                    .optional()
                    .map(text -> text.toUpperCase(Locale.ROOT))
                    .map(TextSource.Constant::new);
        }
        return TextSourceReader.read(value);
    }

    /** Three small letters may be meant as the name of a column, unless they are a currency. */
    private static boolean isCode(String text) {
        var code = text.toUpperCase(Locale.ROOT);
        return CODE.matcher(text).matches()
                || Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
