package io.throughline.identity.configuration;

import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes of the configuration what the rest of the service works with. */
@ApplicationScoped
public class ConfiguredNamespaces {

    @Produces
    @Singleton
    Namespaces namespaces(NamespaceSettings settings) {
        return new Namespaces(settings.namespaces().entrySet().stream()
                .map(entry -> new Namespace(
                        entry.getKey(),
                        entry.getValue().kind(),
                        entry.getValue().priority(),
                        entry.getValue().foldsCase()))
                .toList());
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
