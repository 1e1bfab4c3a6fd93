package io.throughline.journey.survey;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Has long questions answered on threads of their own, a few at a time, and tells how far each is. One for which nobody waits any
 * longer, because its caller went away or the time that he gave is over, ends at its next page.
 */
@ApplicationScoped
public class Surveys {

    /** At a time in one process; each may keep some tens of megabytes. More wait for their turn. */
    private static final int MOST = 2;

    /** How soon one that waits for its turn notices that nobody waits for it. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    /** What is heard of a question: how far it is, again and again, and its answer last. */
    public sealed interface News<A> {

        /** @param interactions looked at so far */
        record Progress<A>(long interactions) implements News<A> {}

        record Answer<A>(A answer) implements News<A> {}
    }

    private final ExecutorService threads;
    private final Duration betweenNews;
    private final Semaphore turns = new Semaphore(MOST, true);

    @Inject
    public Surveys(@VirtualThreads ExecutorService threads) {
        this(threads, Duration.ofSeconds(1));
    }

    /** @param betweenNews how far a question is, is told once in this time */
    Surveys(ExecutorService threads, Duration betweenNews) {
        this.threads = threads;
        this.betweenNews = betweenNews;
    }

    /** What is heard of {@code question}, on the event loop of whoever asks. */
    public <A> Multi<News<A>> ask(Function<Watch, A> question) {
        var caller = Vertx.currentContext();
        Multi<News<A>> news = Multi.createFrom().emitter(emitter -> begin(question, emitter));
        return caller == null ? news : news.emitOn(work -> run(caller, work));
    }

    /** As {@link #ask}, for whoever wants the answer alone. */
    public <A> Uni<A> answer(Function<Watch, A> question) {
        return ask(question).collect().last().map(news -> switch (news) {
            case News.Answer<A> answer -> answer.answer();
            case News.Progress<A> _ -> throw new IllegalStateException("the answer comes last");
        });
    }

    private static void run(Context context, Runnable work) {
        context.runOnContext(_ -> work.run());
    }

    private <A> void begin(Function<Watch, A> question, MultiEmitter<? super News<A>> emitter) {
        var watch = new Watch(new Throttled(betweenNews, interactions -> emitter.emit(new News.Progress<>(interactions))));
        emitter.onTermination(watch::stop);
        threads.execute(() -> {
            try {
                emitter.emit(new News.Answer<>(inTurn(question, watch)));
                emitter.complete();
            } catch (RuntimeException | Error failure) {
                // Where nobody waits there is nobody to be told.
                if (!watch.isStopped()) {
                    emitter.fail(failure);
                }
            }
        });
    }

    private <A> A inTurn(Function<Watch, A> question, Watch watch) {
        await(watch);
        try {
            return question.apply(watch);
        } finally {
            turns.release();
        }
    }

    private void await(Watch watch) {
        try {
            while (!turns.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                watch.looked(0);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the service stops");
        }
    }

    /** Passes on what it is told, once in a while at most. */
    private static final class Throttled implements LongConsumer {

        private final Duration between;
        private final LongConsumer listener;
        private long next;

        private Throttled(Duration between, LongConsumer listener) {
            this.between = between;
            this.listener = listener;
            this.next = System.nanoTime() + between.toNanos();
        }

        @Override
        public void accept(long interactions) {
            long now = System.nanoTime();
            if (now - next >= 0) {
                next = now + between.toNanos();
                listener.accept(interactions);
            }
        }
    }
}
