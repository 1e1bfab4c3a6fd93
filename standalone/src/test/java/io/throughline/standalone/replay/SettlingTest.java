package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import io.throughline.journey.v1.GetFollowingResponse;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A platform that serves others is never at rest. */
@Timeout(30)
class SettlingTest {

    private final AtomicInteger looks = new AtomicInteger();

    private FakePlatform platform;
    private Clients clients;

    @BeforeEach
    void start() {
        platform = FakePlatform.start();
        platform.othersAreSending = true;
        clients = platform.clients();
    }

    @AfterEach
    void stop() {
        clients.close();
        platform.close();
    }

    @Test
    void whatOthersSendMeanwhileIsNotWaitedFor() {
        platform.following = () -> following(5, 20);

        settle(Duration.ofMinutes(5));

        assertThat(platform.questionsUntilSettled).as("timers that are due now and then").hasValueLessThan(2);
    }

    @Test
    void whatWasToldBeforeIsWaitedForThoughLittleElseIsLeft() {
        platform.following = () -> looks.incrementAndGet() < 5 ? following(1, 3_600_000) : following(900, 20);

        settle(Duration.ofMinutes(5));

        assertThat(looks).hasValueGreaterThanOrEqualTo(5);
    }

    @Test
    void aStandstillIsNoticedThoughOthersGoOnSending() {
        long start = System.nanoTime();
        platform.following = () -> following(looks.incrementAndGet(), 1_000 + (System.nanoTime() - start) / 1_000_000);

        assertThatThrownBy(() -> settle(Duration.ofMillis(1_500)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("changes of customers who became one or fell apart are not followed");
    }

    private void settle(Duration limit) {
        var patience = new Patience(Duration.ofSeconds(10));
        new Settling(clients, patience, ReplayClock.live(clients, patience), limit).await(List.of("order"));
    }

    private static GetFollowingResponse following(long changes, long milliseconds) {
        return GetFollowingResponse.newBuilder()
                .setChangesBehind(changes)
                .setBehind(Durations.fromMillis(milliseconds))
                .build();
    }
}
