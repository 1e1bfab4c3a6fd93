package io.throughline.standalone.mapping;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_columns_name() throws IOException {
        for (Charset charset : List.of(UTF_8, UTF_16LE)) {
            var path = Files.writeString(folder.resolve("log.csv"), "\uFEFFcase,activity\n", charset);
            try (var reader = LogReader.open(new LogFile(path).open(charset), LogFormat.STANDARD)) {
                assertThat(reader.columns().names()).as("%s", charset).containsExactly("case", "activity");
            }
        }
    }
}
