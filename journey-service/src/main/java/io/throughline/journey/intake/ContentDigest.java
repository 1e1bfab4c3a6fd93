package io.throughline.journey.intake;

import com.google.protobuf.CodedOutputStream;
import io.throughline.journey.v1.Interaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Tells whether two interactions of the same id have the same content: 128 bits over all that the caller sent. */
final class ContentDigest {

    private ContentDigest() {}

    /** Does not depend on the order in which attributes were sent. */
    static UUID of(Interaction interaction) {
        var bytes = new byte[interaction.getSerializedSize()];
        var output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        try {
            interaction.writeTo(output);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
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
