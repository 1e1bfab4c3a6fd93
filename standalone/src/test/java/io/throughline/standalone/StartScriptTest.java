package io.throughline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./throughline} in a project that is built, with a JDK that only says how it was called. */
class StartScriptTest {

    @TempDir
    private Path folder;

    private Path root;
    private Path jdk;

    @BeforeEach
    void build() throws IOException {
        root = Files.createDirectory(folder.resolve("a project"));
        Files.copy(Installation.locate().root().resolve("throughline"), root.resolve("throughline"));
        for (var service : Part.services()) {
            touch(new Installation(root).application(service).resolve("quarkus-run.jar"));
        }
        touch(root.resolve("standalone/target/standalone.jar"));
        jdk = folder.resolve("a jdk");
        script(jdk.resolve("bin/javac"), "echo javac 25.0.1");
        script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
    }

    @Test
    void takesTheOneJarThatTheBuildMakes() throws Exception {
        touch(root.resolve("standalone/target/standalone-0.0.9.jar"));

        var called = throughline("status", "--data", "my data");

        assertThat(called).containsSequence(
                "-cp",
                root.resolve("standalone/target/standalone.jar").toString(),
                "io.throughline.standalone.Throughline",
                "status",
                "--data",
                "my data");
        assertThat(called).noneMatch(argument -> argument.contains("0.0.9"));
    }

    @Test
    void findsTheJdkHoweverManyOthersThereAre() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(throughline("--jdk")).containsExactly(jdk.toString());
        }
    }

    @Test
    void helpAndVersionNeedNoBuild() throws Exception {
        Files.delete(root.resolve("standalone/target/standalone.jar"));
        Files.copy(Installation.locate().root().resolve("pom.xml"), root.resolve("pom.xml"));

        var help = String.join("\n", throughline("--help"));
        assertThat(Throughline.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(help).containsPattern("(?m)^  " + command + " "));
        assertThat(throughline()).isEqualTo(throughline("--help"));
        assertThat(throughline("--version"))
                .containsExactly(Throughline.commandLine().getCommandSpec().version());
    }

    @Test
    void helpIsThatOfTheLastBuildWhateverHasChanged() throws Exception {
        var source = root.resolve("standalone/src/main/java/Later.java");
        touch(source);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(throughline("--help")).endsWith("--help");
    }

    @Test
    void aBuildThatIsInterruptedHasNotFailed() throws Exception {
        Files.delete(root.resolve("standalone/target/standalone.jar"));
        script(folder.resolve("bin/mvn"), "exit 130");
        assertThat(answered(130, "status"))
                .anyMatch(line -> line.startsWith("The build was interrupted"))
                .noneMatch(line -> line.startsWith("The build failed"));

        script(folder.resolve("bin/mvn"), "echo no network; exit 1");
        assertThat(answered(1, "status")).anyMatch(line -> line.startsWith("The build failed")).contains("no network");
    }

    @Test
    void theTestsKeepBuildsAwayAndLeaveTheLockToNobody() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "skipped: there is no flock here");
        script(folder.resolve("bin/mvn"), """
                flock -n target/build.lock true && echo '[ERROR] free' || echo '[ERROR] held'
                [ ! -e /proc/self/fd/9 ] || echo '[ERROR] inherited'
                """);

        assertThat(throughline("test")).contains("[ERROR] held").doesNotContain("[ERROR] inherited");
    }

    private List<String> throughline(String... arguments) throws IOException, InterruptedException {
        return answered(0, arguments);
    }

    private List<String> answered(int status, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", root.resolve("throughline").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said.lines().toList();
    }

    private static void touch(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private static void script(Path file, String text) throws IOException {
        touch(file);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
