package io.throughline.journey.survey;

import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/** Watches over long work: is told how far it is, and stops it when nobody waits for it any longer. */
public final class Watch {

    private final LongConsumer progress;
    private volatile boolean stopped;

    /** @param progress is told the number of interactions looked at so far, page by page */
    public Watch(LongConsumer progress) {
        this.progress = progress;
    }

    /** From now on the work ends at its next page. May be called by any thread. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** @throws CancellationException when nobody waits for the work any longer */
    void looked(long interactions) {
        if (stopped) {
            throw new CancellationException("nobody waits for this any longer");
        }
        progress.accept(interactions);
    }
}
