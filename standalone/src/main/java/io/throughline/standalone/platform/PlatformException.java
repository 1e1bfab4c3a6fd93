package io.throughline.standalone.platform;

/** The platform cannot be started or reached; the message says to a person why, and what to do about it. */
public final class PlatformException extends RuntimeException {

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
