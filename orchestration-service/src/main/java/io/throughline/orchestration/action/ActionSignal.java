package io.throughline.orchestration.action;

import io.throughline.kit.feed.FeedSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Tells the streams of this process that there may be something to offer, or that one of them is to end. */
@ApplicationScoped
public class ActionSignal {

    /** Longer than any stream: whoever waits is told when it ends, and finds that. */
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final FeedSignal signal = new FeedSignal();

    public void raise() {
        signal.raise();
    }

    /** What {@code look} finds, as soon as it finds anything; looks when the signal is raised, and ever more rarely in between. */
    <T> List<T> await(Supplier<List<T>> look) {
        return signal.await(FOR_EVER, look);
    }
}
