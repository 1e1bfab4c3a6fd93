package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorTimeTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void counts_the_process_the_kernel_for_it_and_children_that_have_ended() {
        assumeTrue(Shell.run("getconf", "CLK_TCK").output().equals("100"));
        var stat = "42 (post) gres: (x) S 1 42 42 0 -1 4194560 1000 2000 0 0 150 50 300 100 20 0 1 0 9999 0 0";
        assertThat(ProcessorTime.read(stat)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void counts_a_child_that_runs() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        var parent = new ProcessBuilder("sh", "-c", "(while :; do :; done) & wait").start();
        try {
            assertThat(Waiting.until(
                            Duration.ofSeconds(30),
                            () -> ProcessorTime.of(parent).orElseThrow().compareTo(Duration.ofMillis(50)) > 0))
                    .isTrue();
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }
}
