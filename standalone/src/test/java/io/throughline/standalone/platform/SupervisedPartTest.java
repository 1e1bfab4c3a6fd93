package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedPartTest {

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private DataFolder data;
    private SupervisedPart part;

    @BeforeEach
    void hold() {
        data = DataFolder.hold(folder, Ports.from(21_000));
        Folders.create(data.logs());
    }

    @AfterEach
    void stop() {
        part.retire();
        data.close();
    }

    @Test
    void aLaunchThatFailsIsToldAndTriedAgain() throws InterruptedException {
        var program = new Sleeper(3, launch -> launch == 2);
        part = new SupervisedPart(Part.JOURNEY, program, data, told::add);
        part.start();
        part.awaitReady();

        part.kill();

        assertThat(program.launches.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(part.process()).isPresent();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isEqualTo("journey-service ended unexpectedly (killed by signal 9); starting it again");
        assertThat(told.getLast())
                .startsWith("cannot start journey-service: ")
                .contains(folder.resolve("missing").toString())
                .endsWith("; trying again");
    }

    @Test
    void aPartThatTheSystemDidNotStartCanBeStartedLater() {
        part = new SupervisedPart(Part.JOURNEY, new Sleeper(2, launch -> launch == 1), data, told::add);
        assertThatThrownBy(part::start)
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith("cannot start journey-service: ");

        part.start();
        part.awaitReady();

        assertThat(part.process()).isPresent();
    }

    /** Sleeps; some of its launches fail, because the folder to work in is missing. */
    private final class Sleeper implements Program {

        private final CountDownLatch launches;
        private final int expected;
        private final IntPredicate fails;

        Sleeper(int expected, IntPredicate fails) {
            this.launches = new CountDownLatch(expected);
            this.expected = expected;
            this.fails = fails;
        }

        @Override
        public List<String> command() {
            launches.countDown();
            return List.of("sleep", "61");
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public Path workingFolder() {
            int launch = expected - (int) launches.getCount();
            return fails.test(launch) ? folder.resolve("missing") : folder;
        }

        @Override
        public String mark() {
            return "61";
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void askToStop(Process process) {
            process.destroy();
        }
    }
}
