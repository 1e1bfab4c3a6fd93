package io.throughline.orchestration.decision.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * What a decision is about: one policy and one transition. The ids of the decision and of its action follow from it, so that
 * whoever decides, however often, names the same two.
 */
public record Cause(String policy, UUID transition) {

    private static final UUID DECISIONS = UUID.fromString("6f1f1a52-2f0b-5d0e-9d52-0c6a2d7b7b10");
    private static final UUID ACTIONS = UUID.fromString("0e0c2bb3-64a8-5f0c-8f9a-5d3f4f6f2c11");

    /** UUIDv5 of policy and transition. */
    public UUID decisionId() {
        return derived(DECISIONS);
    }

    /** UUIDv5 of policy and transition. */
    public UUID actionId() {
        return derived(ACTIONS);
    }

    private UUID derived(UUID namespace) {
        var name = policy.getBytes(StandardCharsets.UTF_8);
        var input = ByteBuffer.allocate(32 + name.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                // The transition first: it has a fixed length, so no two causes write the same bytes.
                .putLong(transition.getMostSignificantBits())
                .putLong(transition.getLeastSignificantBits())
                .put(name)
                .array();
        var hash = ByteBuffer.wrap(sha1(input));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
