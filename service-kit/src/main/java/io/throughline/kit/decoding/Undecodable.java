package io.throughline.kit.decoding;

import io.throughline.kit.error.Refusal;

/** Takes the place of a message that could not be decoded on its way to whoever refuses it. */
public enum Undecodable {
    MESSAGE;

    /** Protobuf's own limit: one for each message within a message, a map's entries being messages too. */
    public static final int DEEPEST = 100;

    /** What its sender is told. */
    public Refusal refusal() {
        return Refusal.undecodable("the message cannot be decoded, and nothing of it was read: it is damaged, of another kind, or"
                + " messages are nested in it more than " + DEEPEST + " deep");
    }
}
