package io.throughline.standalone.mapping;

import java.util.List;

/** What one record of a log turned out to be. */
public sealed interface LogLine {

    /** The line of the file on which it begins; the first line is 1. */
    long number();

    /** Cells as they stand in the file, without their quotes. */
    record Cells(long number, List<String> cells) implements LogLine {}

    /**
     * It could not be cut into cells.
     *
     * @param reason says why, without quoting it
     * @param hint what to change in the mapping, if that may be the matter; or empty
     */
    record Unreadable(long number, String reason, String hint) implements LogLine {

        Unreadable(long number, String reason) {
            this(number, reason, "");
        }
    }
}
