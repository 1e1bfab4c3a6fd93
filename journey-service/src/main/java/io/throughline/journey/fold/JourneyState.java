package io.throughline.journey.fold;

/**
 * Where a journey stands.
 *
 * <pre>
 *            ┌──────── stalled ────────┐
 *  entered ▶ ACTIVE ◀── resumed ── STALLED
 *            │  ▲                      │
 *            │  └─ resumed ─ ABANDONED ◀┘ silence, or an abandonment rule
 *            ├─▶ ACHIEVED  a goal rule
 *            └─▶ EXITED    an exit rule
 * </pre>
 *
 * An abandoned journey goes on only where its definition attaches what comes after the end.
 */
public enum JourneyState {
    ACTIVE,
    STALLED,
    ACHIEVED,
    ABANDONED,
    EXITED;

    /** Whether the journey is still under way, so that time alone can change it. */
    public boolean isOpen() {
        return switch (this) {
            case ACTIVE, STALLED -> true;
            case ACHIEVED, ABANDONED, EXITED -> false;
        };
    }
}
