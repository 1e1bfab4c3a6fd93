package io.throughline.identity.identifier;

/** What was made of an identifier as a channel wrote it. */
public sealed interface Reading {

    /** Understood, and normalised. */
    record Understood(Identifier identifier) implements Reading {}

    /**
     * Not understood.
     *
     * @param field of the identifier that is wrong: {@code namespace} or {@code value}
     * @param why a sentence that quotes nothing of what was written, which may be personal
     */
    record Misunderstood(String field, String why) implements Reading {}
}
