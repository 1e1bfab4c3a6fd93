package io.throughline.standalone.mapping;

import java.io.IOException;
import java.util.List;

/** The line by which the columns of a log are known cannot be read as the mapping says that the log is written down. */
public final class UnreadableHeader extends IOException {

    /** Those of the mapping's section {@code log} that may be wrong. */
    static final List<String> KEYS = List.of("charset", "delimiter", "quote");

    private final String key;
    private final String hint;

    /**
     * @param key the one of {@link #KEYS} that is probably wrong
     * @param hint what to write there
     */
    UnreadableHeader(String key, String message, String hint) {
        super(message);
        this.key = key;
        this.hint = hint;
    }

    String key() {
        return key;
    }

    String hint() {
        return hint;
    }
}
