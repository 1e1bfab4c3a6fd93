package io.throughline.standalone.mapping;

import java.io.IOException;

/** A log holds no record, not even one that would name its columns. The message goes on after the log's name. */
public final class EmptyLog extends IOException {

    EmptyLog(String message) {
        super(message);
    }
}
