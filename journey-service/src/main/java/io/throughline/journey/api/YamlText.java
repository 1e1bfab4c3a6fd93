package io.throughline.journey.api;

import io.throughline.kit.error.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A definition as it comes over HTTP. */
final class YamlText {

    /** As the contract has it, in bytes. */
    private static final int LONGEST = 262_144;

    private YamlText() {}

    /** The text that {@code body} is; refuses what is too long, or no UTF-8: other words than were meant would be applied. */
    static String of(byte[] body) {
        if (body.length > LONGEST) {
            throw Refusal.tooLarge("the definition is " + body.length + " bytes long; the limit is " + LONGEST);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException other) {
            throw Refusal.invalid("body", "is not text in UTF-8, as definitions are");
        }
    }
}
