package io.throughline.standalone.mapping;

import java.math.BigDecimal;
import java.util.List;

/**
 * Where an amount of money comes from.
 *
 * @param factors columns whose product it is; when one is missing, so is the amount
 * @param times what the product is multiplied by
 * @param currency ISO 4217 code
 */
public record MoneySource(List<ColumnName> factors, BigDecimal times, TextSource currency) {}
