package io.throughline.identity.resolution;

/** Rolls the transaction back: another call has changed what this one had looked at. */
final class OvertakenException extends RuntimeException {

    OvertakenException() {
        super("another call was faster", null, false, false);
    }
}
