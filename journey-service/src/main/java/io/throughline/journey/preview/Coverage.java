package io.throughline.journey.preview;

/** Which journeys a definition that is previewed is taken to be for. */
public enum Coverage {
    /** All: as if journeys had followed it from the beginning. */
    PAST,

    /** Those that would follow it if it were applied now. */
    AS_APPLIED,

    /** Those that would follow it if it were applied now, and those under way were migrated to it. */
    MIGRATED
}
