package io.throughline.orchestration.action;

import java.util.UUID;

/**
 * What a channel says became of an action.
 *
 * @param note for people to read
 */
public record Acknowledgement(UUID action, Result result, String note) {

    public enum Result {
        /** Carried out. */
        DONE,
        /** Will not be carried out. */
        REFUSED,
        /** Could not be carried out now. */
        RETRY
    }

    boolean isFinal() {
        return result != Result.RETRY;
    }
}
