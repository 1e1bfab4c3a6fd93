package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.throughline.journey.testing.Beginning;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as Kubernetes mounts a ConfigMap: the files are links into a hidden folder. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MountedDefinitionsIT {

    private final String name = "mounted-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Inject
    Applying applying;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
    }

    @Test
    void whatIsMountedIsInForceOnceTheServiceHasStarted() throws IOException {
        mount(name, yaml("Visit"));
        start();
        start();

        assertThat(inForce().version()).isEqualTo(1);
        assertThat(inForce().map().charter().title()).isEqualTo("Visit");
    }

    @Test
    void aReplicaOfTheReleaseBeforeDoesNotBringTheOldOneBack() throws IOException {
        mount(name, yaml("Visit"));
        start();
        mount(name, yaml("Visit the shop"));
        start();
        mount(name, yaml("Visit"));
        start();

        assertThat(inForce().version()).isEqualTo(2);
        assertThat(inForce().map().charter().title()).isEqualTo("Visit the shop");
    }

    @Test
    void aDraftOfTheFolderIsKeptOnceThoughItCameIntoForceSince() throws IOException {
        mount(name, yaml("Visit") + "status: draft\n");
        start();
        start();
        assertThat(inForce().map().status()).isEqualTo(DefinitionStatus.DRAFT);
        mount(name, yaml("Visit"));
        start();
        mount(name, yaml("Visit") + "status: draft\n");
        start();

        assertThat(inForce().version()).isEqualTo(2);
        assertThat(inForce().map().status()).isEqualTo(DefinitionStatus.LIVE);
    }

    @Test
    void whatAReleaseBeforeTookKeepsNoReplicaFromStarting() throws IOException {
        var taken = yaml("Visit") + "exit:\n  - touchpoint: shop.left\n    when: 1 == 2\n";
        database.run(
                "insert into definition (name, version, yaml) values ($1, 1, $2)",
                Tuple.of(name, taken));
        mount(name, taken);
        start();

        assertThat(inForce().version()).isEqualTo(1);
        mount(name, taken.replace("1 == 2", "1 == 3"));
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exit[0].when: line 6: can never hold");
    }

    @Test
    void withAMistakeNothingIsAppliedAndAllAreNamed() throws IOException {
        mount(name, yaml("Visit"));
        mount("z-1", yaml("Visit").replace("entry", "entri"));
        mount("z-2", "name: Z\ntitle: Z\nentry: [z]\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("z-1.journey.yaml: entri: line 3")
                .hasMessageContaining("z-2.journey.yaml: name: line 1");
        assertThatThrownBy(this::inForce).hasMessageContaining("no definition is called");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new MountedDefinitions(Optional.of(folder.resolve("gone")), applying)
                        .apply(new StartupEvent()))
                .hasMessageContaining("throughline.definitions.folder")
                .hasMessageContaining("gone");
    }

    private void start() {
        new MountedDefinitions(Optional.of(folder), applying).apply(new StartupEvent());
    }

    private AppliedDefinition inForce() {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> applying.get(name, 0));
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private void mount(String file, String yaml) throws IOException {
        var data = Files.createDirectories(folder.resolve("..2026_11_26"));
        var content = data.resolve(file + ".journey.yaml");
        Files.writeString(content, yaml);
        var link = folder.resolve(content.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, content);
    }

    private String yaml(String title) {
        return "name: %s\ntitle: %s\nentry: [%s.entered]\n".formatted(name, title, name);
    }
}
