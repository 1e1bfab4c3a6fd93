package io.throughline.standalone.mapping;

import java.io.IOException;

/** A log cannot be read to its end: it is packed, or XML, and damaged. The message names the log. */
public final class BrokenLog extends IOException {

    BrokenLog(String message, Throwable cause) {
        super(message, cause);
    }
}
