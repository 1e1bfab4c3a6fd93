package io.throughline.standalone.mapping;

/** A line cannot become an interaction. The message names the part of the interaction, and quotes nothing. */
final class RejectedLine extends RuntimeException {

    RejectedLine(String part, String reason) {
        super(part + ": " + reason, null, false, false);
    }
}
