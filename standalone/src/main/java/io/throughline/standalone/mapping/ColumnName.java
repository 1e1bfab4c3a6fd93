package io.throughline.standalone.mapping;

/**
 * A column as a mapping calls it.
 *
 * @param text its name, or its number
 * @param line where the mapping says so
 */
public record ColumnName(String text, int line) {}
