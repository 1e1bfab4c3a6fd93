package io.throughline.standalone.mapping;

import io.throughline.journey.v1.Interaction;

/** What a mapping made of one record of a log. */
public sealed interface MappedLine {

    /** The line on which the record begins. */
    long number();

    record Mapped(long number, Interaction interaction) implements MappedLine {}

    /** The mapping's filter passes it over. */
    record Skipped(long number) implements MappedLine {}

    /**
     * It is no interaction.
     *
     * @param reason says why and quotes nothing from it
     * @param value what could not be read, as the line has it; empty when it is not one value
     * @param hint what to change in the mapping, if that may be the matter; or empty
     */
    record Rejected(long number, String reason, String value, String hint) implements MappedLine {}
}
