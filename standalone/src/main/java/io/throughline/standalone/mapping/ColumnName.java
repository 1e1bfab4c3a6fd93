package io.throughline.standalone.mapping;

/**
 * A column as a mapping calls it.
 *
 * @param text its name, or its number
 * @param path the key of the mapping that names it, such as {@code touchpoint}
 * @param line where the mapping says so
 */
public record ColumnName(String text, String path, int line) {}
