package io.throughline.identity.identifier;

/** What was made of an identifier as a channel wrote it. */
public sealed interface Reading {

    /** Understood, and normalised. */
    record Understood(Identifier identifier) implements Reading {}

    /** No namespace of this name is configured. */
    record UnknownNamespace() implements Reading {}

    /** @param why a sentence that quotes nothing of the value, which is personal */
    record UnusableValue(String why) implements Reading {}
}
