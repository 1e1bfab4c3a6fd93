package io.throughline.journey.interaction;

/** The identifier by which an interaction belongs to somebody, normalised. */
public record Anchor(String namespace, String value) {}
