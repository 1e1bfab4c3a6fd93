package io.throughline.kit.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Message digests that every Java platform has, each ready to be fed. */
public final class Digests {

    // Looking an algorithm up among the providers costs more than most of what is digested here.
    private static final MessageDigest SHA_1 = find("SHA-1");
    private static final MessageDigest SHA_256 = find("SHA-256");

    private Digests() {}

    /** For names of ids only (RFC 9562, section 5.5); it withstands no attack. */
    public static MessageDigest sha1() {
        return fresh(SHA_1);
    }

    public static MessageDigest sha256() {
        return fresh(SHA_256);
    }

    /** The first 128 bits of the SHA-256 of {@code bytes}: nobody finds two contents of one digest, or reads the content from it. */
    public static UUID first128(byte[] bytes) {
        var hash = ByteBuffer.wrap(sha256().digest(bytes));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static MessageDigest fresh(MessageDigest unused) {
        try {
            return (MessageDigest) unused.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the digests of Java platforms can be cloned", impossible);
        }
    }

    private static MessageDigest find(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
