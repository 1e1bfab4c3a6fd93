package io.throughline.standalone.mapping;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_columns_name() throws IOException {
        for (Charset charset : List.of(UTF_8, UTF_16LE)) {
            var path = Files.writeString(folder.resolve("log.csv"), "\uFEFFcase,activity\n", charset);
            try (var reader = DelimitedLogReader.open(new LogFile(path).open(charset), LogFormat.STANDARD)) {
                assertThat(reader.columns().names()).as("%s", charset).containsExactly("case", "activity");
            }
        }
    }

    @Test
    void a_gzipped_file_that_ends_too_early_is_told_by_its_name() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("case,activity\n".repeat(9).getBytes(UTF_8));
        }
        var path = folder.resolve("log.csv.gz");
        Files.write(path, Arrays.copyOf(packed.toByteArray(), packed.size() - 4));
        try (var reader = new LogFile(path).open(UTF_8)) {
            assertThatThrownBy(() -> reader.transferTo(Writer.nullWriter()))
                    .isInstanceOf(BrokenLog.class)
                    .hasMessage(path + " is gzipped and ends too early");
        }
    }
}
