package io.throughline.standalone.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.platform.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleMappingsTest {

    private static final Path FOLDER = Installation.locate().samples().resolve("logs");

    static Stream<Path> mappings() throws Exception {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".mapping.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void is_without_mistakes_and_names_its_journey(Path file) throws Exception {
        assertThat(MappingReader.read(file).journeys()).isNotEmpty().allMatch(Files::isRegularFile);
    }

    @Test
    void there_is_one_for_every_reference_log() throws Exception {
        assertThat(mappings().map(file -> file.getFileName().toString()))
                .contains(
                        "helpdesk.mapping.yaml",
                        "helpdesk-by-customer.mapping.yaml",
                        "receipt.mapping.yaml",
                        "traffic-fines.mapping.yaml",
                        "running-example.mapping.yaml",
                        "online-retail.mapping.yaml");
    }
}
