package io.throughline.journey.definition;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.kit.document.YamlDocument;
import java.util.List;

/** Reads definitions as whoever applies one does. */
final class Reading {

    private Reading() {}

    /** What {@code yaml} says, which is right. */
    static JourneyMap read(String yaml) {
        var document = YamlDocument.parse(yaml);
        var map = DefinitionReader.read(document);
        assertThat(document.problems().list()).isEqualTo(List.of());
        return map;
    }

    /** What is wrong with {@code yaml}, a line for each mistake. */
    static String mistakes(String yaml) {
        var document = YamlDocument.parse(yaml);
        DefinitionReader.read(document);
        return document.problems().list().stream()
                .map(problem -> problem.path() + ": " + problem.description())
                .collect(joining("\n"));
    }
}
