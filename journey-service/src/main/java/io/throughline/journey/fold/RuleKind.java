package io.throughline.journey.fold;

/** What a rule says of an interaction that it matches. */
public enum RuleKind {
    /** It begins a journey; while one is under way, it belongs to it. */
    ENTRY,

    /** It belongs to the journey, no more. */
    PART,

    /** It reaches a moment of truth. */
    MOMENT,

    /** Something went wrong: it belongs to the journey, and is noticed. */
    ERROR,
    /** It achieves the goal. */
    GOAL,

    /** It ends the journey: the goal no longer applies. */
    EXIT,

    /** It ends the journey: the customer has given up. */
    ABANDONMENT
}
