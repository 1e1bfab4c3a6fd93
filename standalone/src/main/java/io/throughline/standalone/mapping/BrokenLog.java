package io.throughline.standalone.mapping;

import java.io.IOException;

/** A gzipped log cannot be unpacked to its end. The message names the log. */
public final class BrokenLog extends IOException {

    BrokenLog(String message, IOException cause) {
        super(message, cause);
    }
}
