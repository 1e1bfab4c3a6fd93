package io.throughline.journey.fold;

/** What becomes of interactions that come after a journey's end. */
public enum AfterEnd {
    /** They belong to it still: what was achieved stays achieved, what was abandoned goes on. */
    ATTACH,

    /** They may begin another journey, if they match an entry rule. */
    NEW,

    /** Nothing. */
    IGNORE
}
