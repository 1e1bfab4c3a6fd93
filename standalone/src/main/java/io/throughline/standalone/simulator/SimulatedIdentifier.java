package io.throughline.standalone.simulator;

/** A (namespace, value) pair by which a channel knows somebody. */
public record SimulatedIdentifier(String namespace, String value) {}
