package io.throughline.standalone.replay;

import java.util.Optional;

/**
 * Why lines did not become interactions.
 *
 * @param lines their numbers, ascending
 * @param example what one of them has there; empty when it is not one value that is to blame
 */
public record Rejection(String reason, long[] lines, Optional<Example> example) {

    /**
     * What a person looks for in the log.
     *
     * @param value as the line has it; empty when it is not one value
     * @param hint what to change in the mapping, if that may be the matter; or empty
     */
    public record Example(long line, String value, String hint) {}
}
