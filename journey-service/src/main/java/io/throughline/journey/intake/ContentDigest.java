package io.throughline.journey.intake;

import com.google.protobuf.CodedOutputStream;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.digest.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Tells whether two interactions of the same id have the same content, by a digest of all that the caller sent. */
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
        return Digests.first128(bytes);
    }
}
