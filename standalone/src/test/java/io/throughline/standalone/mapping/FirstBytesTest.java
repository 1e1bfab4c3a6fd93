package io.throughline.standalone.mapping;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstBytesTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_that_is_packed_otherwise_is_told_to_be_unpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("log.csv"));
            zip.write("a,b\n1,2\n".getBytes(UTF_8));
        }
        var path = Files.write(folder.resolve("log.zip"), packed.toByteArray());

        assertThatThrownBy(() -> LogReader.open(new LogFile(path), LogFormat.STANDARD))
                .isInstanceOf(BrokenLog.class)
                .hasMessage(path + " is a zip file, as spreadsheets are too: unpack it, or save it as CSV");
    }

    @Test
    void a_log_that_begins_as_utf_16_does_is_told_by_that() throws IOException {
        var path = Files.write(folder.resolve("log.csv"), "a,b\n1,2\n".getBytes(UTF_16));

        assertThatThrownBy(() -> LogReader.open(new LogFile(path), LogFormat.STANDARD))
                .isInstanceOfSatisfying(UnreadableHeader.class, header -> {
                    assertThat(header.key()).isEqualTo("charset");
                    assertThat(header.hint()).isEqualTo("write `log: {charset: UTF-16}`");
                });
        assertThatCode(() -> new LogFile(path).begin().checkAreText(new LogFile(path), UTF_16)).doesNotThrowAnyException();
    }

    @Test
    void what_holds_zero_bytes_is_no_text() throws IOException {
        var path = Files.write(folder.resolve("log.csv"), new byte[] {'a', 0, 'b'});

        assertThatThrownBy(() -> LogReader.open(new LogFile(path), LogFormat.STANDARD))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining("is no text in UTF-8");
    }
}
