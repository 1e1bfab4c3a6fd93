package io.throughline.journey.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.journey.survey.Surveys.News;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurveysTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Surveys surveys = new Surveys(threads, Duration.ZERO);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void tellsHowFarAQuestionIsAndItsAnswerLast() {
        var news = surveys.<String>ask(watch -> {
                    watch.looked(1_000);
                    watch.looked(2_000);
                    return "done";
                })
                .collect()
                .asList()
                .await()
                .atMost(LONG);

        assertThat(news)
                .isEqualTo(List.of(new News.Progress<>(1_000), new News.Progress<>(2_000), new News.Answer<>("done")));
    }

    @Test
    void toldOnceInAWhile() {
        var news = new Surveys(threads, Duration.ofHours(1))
                .<String>ask(watch -> {
                    watch.looked(1_000);
                    return "done";
                })
                .collect()
                .asList()
                .await()
                .atMost(LONG);

        assertThat(news).isEqualTo(List.of(new News.Answer<>("done")));
    }

    @Test
    void aQuestionForWhichNobodyWaitsEndsAtItsNextPage() throws Exception {
        var began = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var caller = surveys.<String>ask(watch -> {
                    began.countDown();
                    await(left);
                    try {
                        watch.looked(1_000);
                    } catch (CancellationException stopped) {
                        ended.countDown();
                        throw stopped;
                    }
                    return "in vain";
                })
                .subscribe()
                .with(_ -> {});
        await(began);

        caller.cancel();
        left.countDown();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFailureIsTold() {
        assertThatThrownBy(() -> surveys.ask(_ -> {
                            throw new IllegalStateException("no database");
                        })
                        .collect()
                        .last()
                        .await()
                        .atMost(LONG))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoAreDealtWithAtATimeAndAllOfThemInTheEnd() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var twoWork = new CountDownLatch(2);
        var all = new ArrayList<CompletionStage<News<Integer>>>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            all.add(surveys.<Integer>ask(_ -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        twoWork.countDown();
                        await(twoWork);
                        atOnce.decrementAndGet();
                        return number;
                    })
                    .collect()
                    .last()
                    .subscribeAsCompletionStage());
        }

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(new News.Answer<>(i));
        }
        assertThat(most.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("waited too long");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
