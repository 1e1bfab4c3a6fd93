package io.throughline.orchestration.action;

import io.throughline.orchestration.v1.Acknowledge;
import java.util.UUID;

/** Translates what a channel says. */
final class Acknowledgements {

    /** Of a note, in characters. */
    private static final int LONGEST = 256;

    private Acknowledgements() {}

    static Acknowledgement of(Acknowledge said) {
        return new Acknowledgement(UUID.fromString(said.getActionId()), result(said), storable(said.getNote()));
    }

    /** A note is a nicety: what cannot be kept of it must not cost the acknowledgement, or the action is offered again. */
    private static String storable(String note) {
        int length = note.codePointCount(0, note.length());
        return note.substring(0, note.offsetByCodePoints(0, Math.min(length, LONGEST))).replace('\0', '\uFFFD');
    }

    private static Acknowledgement.Result result(Acknowledge said) {
        return switch (said.getResult()) {
            case ACTION_RESULT_DONE -> Acknowledgement.Result.DONE;
            case ACTION_RESULT_REFUSED -> Acknowledgement.Result.REFUSED;
            case ACTION_RESULT_RETRY -> Acknowledgement.Result.RETRY;
            case ACTION_RESULT_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("the rules of the message let no such result pass");
        };
    }
}
