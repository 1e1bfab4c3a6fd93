package io.throughline.journey.journey;

import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.fold.TransitionKind;

/** The numbers by which states, kinds of transition and kinds of signal are stored. A number never changes its meaning. */
final class StoredKinds {

    private static final JourneyState[] STATES = {
        JourneyState.ACTIVE, JourneyState.STALLED, JourneyState.ACHIEVED, JourneyState.ABANDONED, JourneyState.EXITED
    };

    private static final TransitionKind[] TRANSITIONS = {
        TransitionKind.ENTERED,
        TransitionKind.REACHED,
        TransitionKind.STALLED,
        TransitionKind.RESUMED,
        TransitionKind.ACHIEVED,
        TransitionKind.ABANDONED,
        TransitionKind.EXITED
    };

    private static final SignalKind[] SIGNALS = {
        SignalKind.INACTION,
        SignalKind.REPEAT,
        SignalKind.LOOP,
        SignalKind.PING_PONG,
        SignalKind.ERROR,
        SignalKind.NEGATIVE_FEEDBACK,
        SignalKind.OVER_TARGET,
        SignalKind.HANDOVER
    };

    private StoredKinds() {}

    static int number(JourneyState state) {
        return switch (state) {
            case ACTIVE -> 0;
            case STALLED -> 1;
            case ACHIEVED -> 2;
            case ABANDONED -> 3;
            case EXITED -> 4;
        };
    }

    static JourneyState state(int number) {
        return STATES[number];
    }

    static int number(TransitionKind kind) {
        return switch (kind) {
            case ENTERED -> 0;
            case REACHED -> 1;
            case STALLED -> 2;
            case RESUMED -> 3;
            case ACHIEVED -> 4;
            case ABANDONED -> 5;
            case EXITED -> 6;
        };
    }

    static TransitionKind transition(int number) {
        return TRANSITIONS[number];
    }

    static int number(SignalKind kind) {
        return switch (kind) {
            case INACTION -> 0;
            case REPEAT -> 1;
            case LOOP -> 2;
            case PING_PONG -> 3;
            case ERROR -> 4;
            case NEGATIVE_FEEDBACK -> 5;
            case OVER_TARGET -> 6;
            case HANDOVER -> 7;
        };
    }

    static SignalKind signal(int number) {
        return SIGNALS[number];
    }
}
