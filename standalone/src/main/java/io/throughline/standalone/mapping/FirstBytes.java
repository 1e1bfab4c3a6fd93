package io.throughline.standalone.mapping;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a file is by how it begins: somebody may name one that is no log at all. */
final class FirstBytes {

    /** As many as tell it. */
    static final int COUNT = 256;

    private static final Map<String, String> OTHERS = Map.of(
            "504b0304", "a zip file, as spreadsheets are too: unpack it, or save it as CSV",
            "425a68", "packed with bzip2: unpack it",
            "fd377a585a", "packed with xz: unpack it",
            "28b52ffd", "packed with zstd: unpack it",
            "377abcaf", "packed with 7-Zip: unpack it",
            "25504446", "a PDF",
            "50415231", "a Parquet file: save it as CSV");

    private static final List<String> MARKS_OF_UTF_16 = List.of("fffe", "feff");

    private final byte[] bytes;

    FirstBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Whether it is XML, whatever its charset. */
    boolean areXml() {
        var start = new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("[^\\x09-\\x7e]", "") // what a byte order mark, or UTF-16, has besides
                .stripLeading();
        return start.startsWith("<?xml") || start.matches("(?s)<log[\\s>].*");
    }

    /**
     * @throws BrokenLog when it is no text
     * @throws UnreadableHeader when it is text in another charset
     */
    void checkAreText(LogFile log, Charset charset) throws IOException {
        for (var kind : OTHERS.entrySet()) {
            if (beginWith(kind.getKey())) {
                throw new BrokenLog(log.path() + " is " + kind.getValue(), null);
            }
        }
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            return;
        }
        if (MARKS_OF_UTF_16.stream().anyMatch(this::beginWith)) {
            throw new UnreadableHeader(
                    "charset",
                    "is " + charset.name() + ", and the log begins as one in UTF-16 does",
                    "write `log: {charset: UTF-16}`");
        }
        for (byte each : bytes) {
            if (each == 0) {
                throw new BrokenLog(log.path() + " is no text in " + charset.name() + ": it begins with zero bytes in it", null);
            }
        }
    }

    private boolean beginWith(String hexadecimal) {
        var mark = HexFormat.of().parseHex(hexadecimal);
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }
}
