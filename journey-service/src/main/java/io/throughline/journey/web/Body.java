package io.throughline.journey.web;

import io.throughline.kit.error.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** What a request holds, unpacked. */
final class Body {

    /** Unpacked, as packed. */
    private static final int LARGEST = 1024 * 1024;

    private Body() {}

    /** @param encoding as the request names it; null when it names none */
    static byte[] read(byte[] body, String encoding) {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Refusal.undecodable("the body is encoded otherwise than by gzip");
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var unpacked = packed.readNBytes(LARGEST + 1);
            if (unpacked.length > LARGEST) {
                throw Refusal.tooLarge("the body is larger than the limit of " + LARGEST + " bytes; send it in parts");
            }
            return unpacked;
        } catch (IOException broken) {
            throw Refusal.undecodable("the body is not gzip, as its Content-Encoding says");
        }
    }
}
