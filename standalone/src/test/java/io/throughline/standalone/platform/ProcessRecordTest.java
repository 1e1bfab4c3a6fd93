package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    private static final String MARK = "throughline-test-mark";

    @TempDir
    private Path folder;

    private Process process;

    @BeforeEach
    void startProcess() throws IOException {
        process = new ProcessBuilder("sh", "-c", "sleep 60; :", MARK).start();
    }

    @AfterEach
    void endProcess() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Test
    void findsTheProcessThatWasRecorded() {
        ProcessRecord.of(process, MARK).write(recordFile());

        assertThat(ProcessRecord.read(recordFile()).flatMap(ProcessRecord::find))
                .map(ProcessHandle::pid)
                .contains(process.pid());
    }

    @Test
    void doesNotTakeAForeignProcessWithTheSameNumberForOurs() {
        var ours = ProcessRecord.of(process, MARK);
        var startedEarlier = new ProcessRecord(ours.pid(), ours.startedAt().minus(Duration.ofMinutes(5)), MARK);
        startedEarlier.write(recordFile());

        assertThat(ProcessRecord.read(recordFile()).flatMap(ProcessRecord::find)).isEmpty();
    }

    @Test
    void doesNotTakeAProcessWithoutOurMarkForOurs() {
        ProcessRecord.of(process, "another-mark").write(recordFile());

        assertThat(ProcessRecord.read(recordFile()).flatMap(ProcessRecord::find)).isEmpty();
    }

    @Test
    void aMarkMustBeAWholeArgument() {
        ProcessRecord.of(process, MARK.substring(0, MARK.length() - 1)).write(recordFile());

        assertThat(ProcessRecord.read(recordFile()).flatMap(ProcessRecord::find)).isEmpty();
    }

    @Test
    void aRecordThatWasNotWrittenToItsEndIsNone() throws IOException {
        Files.writeString(recordFile(), process.pid() + "\n");

        assertThat(ProcessRecord.read(recordFile())).isEqualTo(Optional.empty());
    }

    private Path recordFile() {
        return folder.resolve("journey.pid");
    }
}
