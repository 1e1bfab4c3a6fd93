package io.throughline.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A variable whose name no service reads changes nothing, and nobody says so: here each is held against what it is to change. */
class OverlaySettingsTest {

    private static final Path ROOT = Installation.locate().root();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int ABOVE_THE_FILES = 300;

    private static final Pattern CLIENT = Pattern.compile("quarkus\\.grpc\\.clients\\.([^.]+)\\.port");
    private static final Pattern SECRET = Pattern.compile("--from-literal=(\\w+)=(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("`(QUARKUS_(?:DATASOURCE|GRPC|HTTP_PORT)\\w*)`");

    @Test
    void everyServiceFindsItsPeersWhereTheOverlaySays() throws IOException {
        for (var overlay : overlays()) {
            var literals = literals(overlay);
            for (var service : Part.services()) {
                var settings = settings(service, literals);
                for (var peer : service.peers()) {
                    assertThat(settings.getOptionalValue("quarkus.grpc.clients." + peer.word() + ".host", String.class))
                            .as("%s's way to %s by %s", service.title(), peer.title(), overlay)
                            .contains(peer.title());
                }
            }
        }
    }

    @Test
    void everyServiceAsksItsPeersAtThePortsOfTheirServices() throws IOException {
        for (var service : Part.services()) {
            var settings = settings(service, Map.of());
            for (var peer : clients(settings)) {
                assertThat(settings.getValue("quarkus.grpc.clients." + peer.word() + ".port", Integer.class))
                        .as("%s's way to %s", service.title(), peer.title())
                        .isEqualTo(port(peer));
            }
            assertThat(service.peers()).as(service.title()).containsAll(clients(settings));
        }
    }

    @Test
    void theSecretsOfTheGuideNameTheDatabase() throws IOException {
        var secret = SECRET.matcher(Files.readString(ROOT.resolve("k8s/README.md")))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

        for (var service : Part.services()) {
            var settings = settings(service, secret);
            assertThat(settings.getRawValue("quarkus.datasource.username")).isEqualTo("identity");
            assertThat(settings.getRawValue("quarkus.datasource.password")).isEqualTo("…");
            assertThat(settings.getRawValue("quarkus.datasource.reactive.url"))
                    .isEqualTo("postgresql://postgres.example.com:5432/identity");
            assertThat(settings.getRawValue("quarkus.datasource.jdbc.url"))
                    .isEqualTo("jdbc:postgresql://postgres.example.com:5432/identity");
        }
    }

    @Test
    void everyDocumentedVariableChangesASetting() throws IOException {
        for (var page : List.of("docs/operating.md", "measurement-service/README.md")) {
            var variables = VARIABLE.matcher(Files.readString(ROOT.resolve(page)))
                    .results()
                    .map(found -> found.group(1))
                    .toList();

            assertThat(variables).as(page).isNotEmpty().allMatch(OverlaySettingsTest::changesASetting);
        }
    }

    private static boolean changesASetting(String variable) {
        return Part.services().stream().map(service -> settings(service, Map.of(variable, "changed"))).anyMatch(settings ->
                ownNames(settings).stream().anyMatch(name -> "changed".equals(settings.getRawValue(name))));
    }

    /** The names that stand in the files; not those that the environment brings along. */
    private static Set<String> ownNames(SmallRyeConfig settings) {
        return StreamSupport.stream(settings.getConfigSources().spliterator(), false)
                .filter(source -> source.getOrdinal() < ABOVE_THE_FILES)
                .flatMap(source -> source.getPropertyNames().stream())
                .collect(Collectors.toSet());
    }

    /** The peers that the service itself has a client of. */
    private static List<Part> clients(SmallRyeConfig settings) {
        return ownNames(settings).stream()
                .map(CLIENT::matcher)
                .flatMap(matcher -> matcher.results())
                .map(found -> Part.valueOf(found.group(1).toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** What a service reads when these variables are set. */
    private static SmallRyeConfig settings(Part service, Map<String, String> variables) {
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(
                            file(ROOT.resolve(service.title()).resolve("src/main/resources/application.properties"), 250),
                            file(ROOT.resolve("service-kit/src/main/resources/META-INF/microprofile-config.properties"), 100),
                            new EnvConfigSource(variables, ABOVE_THE_FILES))
                    .build();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static PropertiesConfigSource file(Path file, int ordinal) throws IOException {
        return new PropertiesConfigSource(file.toUri().toURL(), ordinal);
    }

    private static List<Path> overlays() throws IOException {
        try (var folders = Files.list(ROOT.resolve("k8s/overlays"))) {
            return folders.sorted().toList();
        }
    }

    /** The variables that an overlay gives to every service. */
    private static Map<String, String> literals(Path overlay) throws IOException {
        var kustomization = YAML.readTree(overlay.resolve("kustomization.yaml").toFile());
        return kustomization.findValue("literals").valueStream()
                .map(literal -> literal.asText().split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Where the Service of this name listens. */
    private static int port(Part service) throws IOException {
        var manifests = ROOT.resolve("k8s/base").resolve(service.title()).resolve("kubernetes.yml").toFile();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
            return documents.readAll().stream()
                    .filter(document -> document.path("kind").asText().equals("Service"))
                    .filter(document -> document.at("/metadata/name").asText().equals(service.title()))
                    .findFirst()
                    .orElseThrow()
                    .at("/spec/ports/0/port")
                    .asInt();
        }
    }
}
