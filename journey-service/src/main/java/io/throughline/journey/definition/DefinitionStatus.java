package io.throughline.journey.definition;

import java.util.Locale;

/** What a version of a definition is for. */
public enum DefinitionStatus {
    /** A future state: kept, told and compared, never in force. */
    DRAFT,

    /** Journeys begin and run by it. */
    LIVE,

    /** From its time on no journey begins; those that began before run on by the versions that they follow. */
    RETIRED;

    /** Whether it takes the place of the version before it. */
    boolean comesIntoForce() {
        return this != DRAFT;
    }

    /** As it is written in a definition. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
