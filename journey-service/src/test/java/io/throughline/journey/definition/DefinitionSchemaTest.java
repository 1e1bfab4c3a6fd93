package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.throughline.kit.document.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published schema tells an editor is what the reader thinks. */
class DefinitionSchemaTest {

    private static final String PATH = "META-INF/resources/schemas/journey-definition.json";
    private static final Pattern KNOWN = Pattern.compile("known are ([a-z_, ]+)");

    private static final String SMALLEST = "name: visit\ntitle: Visit\nentry: [shop.entered]\n";

    private static final JsonNode TEXT = read();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TEXT);

    static List<Path> samples() throws IOException {
        return DocumentedDefinitionsTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesEverySample(Path sample) throws IOException {
        assertThat(problems(Files.readString(sample))).isEmpty();
    }

    @Test
    void takesEveryExampleOfTheDocumentation() throws IOException {
        assertThat(DocumentedDefinitionsTest.examples())
                .hasSizeGreaterThan(2)
                .allSatisfy(example -> assertThat(problems(example)).isEmpty());
    }

    @Test
    void knowsTheFieldsThatTheReaderKnows() {
        assertThat(fields(TEXT)).isEqualTo(known("unknown: 1\n"));
        assertThat(fields(TEXT.at("/$defs/moment"))).isEqualTo(known("moments: [{unknown: 1}]\n"));
        assertThat(fields(TEXT.at("/$defs/stage"))).isEqualTo(known("stages: [{unknown: 1}]\n"));
        assertThat(fields(TEXT.at("/$defs/persona"))).isEqualTo(known("personas: [{unknown: 1}]\n"));
        assertThat(fields(TEXT.at("/$defs/kpi/anyOf/1"))).isEqualTo(known("kpis: {outputs: [{unknown: 1}]}\n"));
        assertThat(fields(TEXT.at("/properties/kpis"))).isEqualTo(known("kpis: {unknown: 1}\n"));
        assertThat(fields(TEXT.at("/$defs/rule/anyOf/1"))).isEqualTo(known("exit: [{unknown: 1}]\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown: 1",
                "lifecycle_stage: later",
                "status: dead",
                "after_end: never",
                "stall_after: 2 months",
                "exit: ['*']",
                "exit: [{when: 'true'}]",
                "exit: [{touchpoint: a, touchpoints: [b]}]",
                "moments: [{touchpoint: a}]",
                "moments: [{name: m, touchpoint: a, importance: 6}]",
                "moments: [{name: m}]",
                "moments: [{name: m, touchpoint: a, target_satisfaction: 0.9}]",
                "moments: [{name: m, touchpoint: a, stretch_time: 1h}]",
                "stages: [{name: s}]",
                "stages: [{touchpoint: shop.entered}]",
                "personas: [{name: p}]",
                "kpis: [a]",
                "kpis: {outcomes: [{title: A}]}",
                "review_date: soon",
                "stretch_time: 1h",
                "correlate_by: ' '",
                "teams: [a]"
            })
    void refusesWhatTheReaderRefuses(String more) {
        var yaml = SMALLEST + more + "\n";

        assertThat(mistakes(yaml)).as("of the reader").isNotEmpty();
        assertThat(problems(yaml)).as("by the schema").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: 7",
                "exit: shop.left",
                "status: draft",
                "exit: {touchpoint: [a, b], when: 'true'}",
                "moments: {name: m, touchpoints: a, importance: 1}",
                "stall_after: 1d 12h",
                "stall_after: PT30M",
                "effective_from: 2026-01-31",
                "review_date: 2026-01-31",
                "stages: {name: s, touchpoint: shop.entered, when: interaction.channel == 'app'}",
                "personas: {name: p, when: 'customer.attributes.age < 30'}",
                "kpis: {outcomes: a, outputs: [b, {name: c, target: often}]}",
                "target_time: 2h\nstretch_time: 1h",
                "moments: {name: m, touchpoint: a, target_satisfaction: 4, stretch_satisfaction: 4.5}",
                "teams: {legal: [], press: }",
                "teams: {service: a, 7: [b]}\ntouchpoints: [a, b]"
            })
    void takesWhatTheReaderTakes(String more) {
        var yaml = (more.startsWith("title") ? SMALLEST.replace("title: Visit\n", "") : SMALLEST) + more + "\n";

        assertThat(mistakes(yaml)).as("of the reader").isEmpty();
        assertThat(problems(yaml)).as("by the schema").isEmpty();
    }

    private static Set<ValidationMessage> problems(String yaml) {
        return SCHEMA.validate(new ObjectMapper().valueToTree(YamlDocument.parse(yaml).content()));
    }

    private static List<String> mistakes(String yaml) {
        var document = YamlDocument.parse(yaml);
        DefinitionReader.read(document);
        return document.problems().list().stream().map(Object::toString).toList();
    }

    /** What the reader lists to somebody who writes an unknown field. */
    private static Set<String> known(String more) {
        return mistakes(SMALLEST + more).stream()
                .map(KNOWN::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> new TreeSet<>(Arrays.asList(found.group(1).split(", "))))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> fields(JsonNode section) {
        var fields = new TreeSet<String>();
        section.path("properties").fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static JsonNode read() {
        try (var schema = DefinitionSchemaTest.class.getClassLoader().getResourceAsStream(PATH)) {
            return new ObjectMapper().readTree(schema);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
