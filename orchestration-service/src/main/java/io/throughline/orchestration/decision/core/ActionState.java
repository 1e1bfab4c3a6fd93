package io.throughline.orchestration.decision.core;

/** How far an action has come. */
public enum ActionState {
    /** Not offered yet, or to be offered again because the channel could not carry it out. */
    WAITING,
    /** Offered to a channel, which has not said what became of it. */
    OFFERED,
    /** Carried out. */
    DONE,
    /** The channel will not carry it out. */
    REFUSED,
    /** Withdrawn before it was sent. */
    CANCELLED;

    /** Whether the customer may have been met with it: it is not to be made a second time. */
    public boolean isSent() {
        return switch (this) {
            case OFFERED, DONE, REFUSED -> true;
            case WAITING, CANCELLED -> false;
        };
    }
}
