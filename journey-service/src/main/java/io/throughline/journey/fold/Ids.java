package io.throughline.journey.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that are derived from what they name, so that folding again gives the same ones: UUIDs of version 5 (RFC 9562,
 * section 5.5), in name spaces of their own.
 */
public final class Ids {

    private static final UUID INTERACTIONS = UUID.fromString("6f1d1f0a-6a0e-5c1c-9a55-0f6d5c0c6a01");
    private static final UUID JOURNEYS = UUID.fromString("6f1d1f0a-6a0e-5c1c-9a55-0f6d5c0c6a02");
    private static final UUID TRANSITIONS = UUID.fromString("6f1d1f0a-6a0e-5c1c-9a55-0f6d5c0c6a03");
    private static final UUID TEXTS = UUID.fromString("6f1d1f0a-6a0e-5c1c-9a55-0f6d5c0c6a04");

    private static final UUID READINGS = UUID.fromString("6f1d1f0a-6a0e-5c1c-9a55-0f6d5c0c6a05");

    // Looking an algorithm up among the providers costs more than digesting a name.
    private static final MessageDigest UNUSED_SHA_1 = findSha1();

    private Ids() {}

    /** Of the interaction that {@code source} knows by {@code id}. */
    public static UUID interaction(String source, String id) {
        return version5(INTERACTIONS, source, id);
    }

    /** Of the journey of {@code definition} that begins with the interaction {@code entry}. */
    public static UUID journey(String definition, UUID entry) {
        return version5(JOURNEYS, definition, entry.toString());
    }

    /** Of {@code channel}'s reading of the context of {@code customer} at {@code at}. */
    public static UUID reading(UUID customer, String channel, Instant at) {
        return version5(READINGS, customer.toString(), channel, at.toString());
    }

    /** Of a text that is too long to stand for itself. */
    static UUID text(String text) {
        return version5(TEXTS, text);
    }

    static UUID transition(String definition, TransitionKind kind, String moment, UUID cause) {
        return version5(TRANSITIONS, definition, kind.name(), moment, cause.toString());
    }

    private static UUID version5(UUID space, String... name) {
        var digest = sha1();
        var head = ByteBuffer.allocate(16)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits());
        digest.update(head.array());
        for (var part : name) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length in front keeps ("a", "bc") and ("ab", "c") apart.
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        var hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return (MessageDigest) UNUSED_SHA_1.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the digests of Java platforms can be cloned", impossible);
        }
    }

    private static MessageDigest findSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
