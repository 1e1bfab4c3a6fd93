package io.throughline.orchestration.decision.core;

/** What a policy made of a transition. */
public enum Outcome {
    /** An action was made. */
    ACT,
    /** The condition did not hold. */
    NOT_ELIGIBLE,
    /** Another journey of the customer stood against it. */
    SUPPRESSED,
    /** The transition was older than the policy allows: when it was decided on, or when its action could be released. */
    TOO_LATE,
    /** An action was called for once; its cause was withdrawn before it was sent. */
    CANCELLED,
    /** What was sent for a withdrawn transition counts for this one. */
    ALREADY_SENT;

    /** Whether a decision with this outcome calls for its action, as long as its transition stands. */
    public boolean claimsAction() {
        return this == ACT || this == ALREADY_SENT;
    }
}
