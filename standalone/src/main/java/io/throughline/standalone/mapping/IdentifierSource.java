package io.throughline.standalone.mapping;

/**
 * Where an identifier comes from; a line on which it is missing goes without.
 *
 * @param line where the mapping says so
 */
public record IdentifierSource(String namespace, int line, TextSource value) {}
