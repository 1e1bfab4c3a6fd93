package io.throughline.standalone.mapping;

/** Where an identifier comes from; a line on which it is missing goes without. */
public record IdentifierSource(String namespace, TextSource value) {}
