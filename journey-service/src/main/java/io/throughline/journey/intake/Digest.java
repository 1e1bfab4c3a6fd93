package io.throughline.journey.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The first 128 bits of SHA-256: nobody finds two contents of one digest, and nobody reads the content from it. */
final class Digest {

    private Digest() {}

    static UUID of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static UUID of(byte[] bytes) {
        var hash = ByteBuffer.wrap(sha256().digest(bytes));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
