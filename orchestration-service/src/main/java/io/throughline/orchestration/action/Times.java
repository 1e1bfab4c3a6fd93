package io.throughline.orchestration.action;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as the contract words them. */
public final class Times {

    private Times() {}

    public static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
