package io.throughline.journey.definition;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.document.Problem;
import io.throughline.kit.document.YamlDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Applies the definitions of a folder when the service starts: those that a ConfigMap holds. With a mistake in one of them the
 * service does not start, so that a rollout ends at the first replica and the others go on.
 *
 * <p>What was a version before is not applied again: while a rollout is under way, a replica of the release before may start too,
 * and must not bring the old ones back. Nor is refused what a release before took: a new release finds more mistakes.
 */
@ApplicationScoped
public class MountedDefinitions {

    private static final Logger LOG = Logger.getLogger(MountedDefinitions.class);

    private final Optional<Path> folder;
    private final Applying applying;

    @Inject
    public MountedDefinitions(
            @ConfigProperty(name = "throughline.definitions.folder") Optional<Path> folder, Applying applying) {
        this.folder = folder;
        this.applying = applying;
    }

    void apply(@Observes StartupEvent started) {
        folder.ifPresent(mounted -> drafts(mounted).forEach(this::apply));
    }

    private void apply(Draft draft) {
        var name = draft.map().name();
        var result = await(() -> applying.applyUnlessKnown(draft));
        if (result.isEmpty()) {
            LOG.infof("the definition %s of the folder was a version before, and is not applied again", name);
        } else if (!result.get().unchanged()) {
            LOG.infof("applied version %d of %s", result.get().definition().version(), name);
        }
    }

    private List<Draft> drafts(Path folder) {
        var drafts = new ArrayList<Draft>();
        var mistakes = new ArrayList<String>();
        for (var file : files(folder)) {
            var yaml = read(file);
            var document = YamlDocument.parse(yaml);
            var map = DefinitionReader.read(document);
            var draft = Draft.of(yaml, map, document);
            if (document.problems().isEmpty()) {
                drafts.add(draft);
            } else if (await(() -> applying.knows(draft))) {
                LOG.warnf("%s was applied by a release before, and would be refused by this one; it is left as it is", file);
            } else {
                document.problems().list().forEach(problem -> mistakes.add(mistake(file, problem)));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "definitions of the mounted folder cannot be applied:\n" + String.join("\n", mistakes));
        }
        return drafts;
    }

    private static String mistake(Path file, Problem problem) {
        return file + ": " + problem.path() + ": " + problem.description();
    }

    /** By name. A ConfigMap's own entries begin with a dot; the files are links into one of them. */
    private static List<Path> files(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.filter(file -> Files.isRegularFile(file) && isYaml(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("throughline.definitions.folder names " + folder + ", which cannot be read", failure);
        }
    }

    private static boolean isYaml(String name) {
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read as UTF-8", failure);
        }
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
