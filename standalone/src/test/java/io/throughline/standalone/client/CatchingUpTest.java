package io.throughline.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.client.FakeRest.Work;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class CatchingUpTest {

    private FakeRest platform;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        platform = new FakeRest();
        clients = platform.clients();
    }

    @AfterEach
    void stop() {
        clients.close();
        platform.close();
    }

    /** What was none when it was asked for could else have come up since, from what is asked for later. */
    @Test
    void asksInTheOrderInWhichOneBringsTheNext() {
        catchUp();

        assertThat(platform.asked).containsExactly(Work.values());
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void waitsForWorkOfEveryKind(Work work) {
        platform.leave(work, 3);

        catchUp();

        assertThat(platform.left(work)).isZero();
        assertThat(platform.asked).filteredOn(work::equals).hasSizeGreaterThan(3);
    }

    private void catchUp() {
        new CatchingUp(clients, new Patience(Duration.ofSeconds(10))).await();
    }
}
