package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.kit.document.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the documentation and in the samples can be applied as it stands. */
class DocumentedDefinitionsTest {

    private static final Path ROOT = Path.of(System.getProperty("throughline.root"));
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static List<Path> samples() throws IOException {
        try (var files = Files.walk(ROOT.resolve("samples"))) {
            return files.filter(file -> file.toString().endsWith(".journey.yaml")).sorted().toList();
        }
    }

    static List<String> examples() throws IOException {
        var documentation = Files.readString(ROOT.resolve("docs/definitions.md"));
        return YAML.matcher(documentation).results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsRight(Path sample) throws IOException {
        var document = YamlDocument.parse(Files.readString(sample));
        var map = DefinitionReader.read(document);

        assertThat(document.problems().list()).isEmpty();
        assertThat(map.name()).endsWith(sample.getFileName().toString().replace(".journey.yaml", ""));
    }

    @Test
    void thereAreSamples() throws IOException {
        assertThat(samples()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void everyExampleOfTheDocumentationIsRight() throws IOException {
        assertThat(examples()).hasSize(4).allSatisfy(example -> {
            var document = YamlDocument.parse(example);
            DefinitionReader.read(document);
            assertThat(document.problems().list()).isEmpty();
        });
    }
}
