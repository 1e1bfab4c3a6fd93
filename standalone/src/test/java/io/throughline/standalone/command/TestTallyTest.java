package io.throughline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTallyTest {

    @TempDir
    private Path root;

    @Test
    void addsUpTheReportsOfAllModules() throws Exception {
        report("journey-service", "Fold", "tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        report("journey-service", "Clock", "tests=\"4\" errors=\"1\" skipped=\"1\" failures=\"0\"");
        report("standalone", "Replay", "tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"2\"");

        assertThat(TestTally.of(root).line()).isEqualTo("8 passed, 3 failed, 1 skipped");
    }

    @Test
    void saysNothingOfTheSkippedWhenThereAreNone() throws Exception {
        report("proto", "Any", "tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"");

        assertThat(TestTally.of(root).line()).isEqualTo("2 passed, 0 failed");
    }

    @Test
    void tellsOnceWhatIsMissing() throws Exception {
        var skipped = "<testcase name='a'><skipped>org.opentest4j.TestAbortedException: Assumption failed:"
                + " skipped: no browser\n\tat some.Test.line(Test.java:7)</skipped></testcase>";
        report("measurement-service", "Phone", "tests=\"2\" skipped=\"2\"", skipped + skipped);
        report("standalone", "Logs", "tests=\"1\" skipped=\"1\"", "<testcase><skipped>no such folder</skipped></testcase>");

        assertThat(TestTally.skips(root)).containsExactly("skipped: no browser", "skipped: no such folder");
    }

    @Test
    void aBuildThatFailedIsAFailureEvenWhenAllTestsPassed() throws Exception {
        report("proto", "Any", "tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"");

        assertThat(tally("1")).isEqualTo(1);
        assertThat(tally("0")).isZero();
    }

    @Test
    void noTestAtAllIsAFailure() throws Exception {
        assertThat(tally("0")).isEqualTo(1);
    }

    /** As the start script calls it. Answers its exit code. */
    private int tally(String mavenStatus) throws Exception {
        var source = Path.of("src/main/java/io/throughline/standalone/command/TestTally.java").toAbsolutePath();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        source.toString(),
                        root.toString(),
                        mavenStatus)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void report(String module, String name, String counts) throws Exception {
        report(module, name, counts, "");
    }

    private void report(String module, String name, String counts, String cases) throws Exception {
        var folder = Files.createDirectories(root.resolve(module).resolve("target").resolve("surefire-reports"));
        Files.writeString(
                folder.resolve("TEST-" + name + ".xml"), "<testsuite name=\"%s\" %s>%s</testsuite>".formatted(name, counts, cases));
    }
}
