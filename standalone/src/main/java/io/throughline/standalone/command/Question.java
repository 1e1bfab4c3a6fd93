package io.throughline.standalone.command;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A question to a service of the running platform. */
final class Question {

    /** Whoever asks by hand wants to know soon that a service is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Question() {}

    /**
     * What {@code question} is answered.
     *
     * @throws PlatformException when it is refused, or the service is away
     */
    static <A> A ask(Supplier<A> question) {
        try {
            return new Patience(PATIENCE).untilAnswered(question);
        } catch (StatusRuntimeException refused) {
            throw new PlatformException(refused.getStatus().getDescription(), refused);
        }
    }

    /** {@code time} as contracts word it. */
    static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
