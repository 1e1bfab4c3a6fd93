package io.throughline.orchestration.action;

import io.throughline.orchestration.v1.Acknowledge;
import java.util.UUID;

/** Translates what a channel says. */
final class Acknowledgements {

    private Acknowledgements() {}

    static Acknowledgement of(Acknowledge said) {
        return new Acknowledgement(UUID.fromString(said.getActionId()), result(said), said.getNote());
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
