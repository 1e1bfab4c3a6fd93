package io.throughline.identity.configuration;

import io.throughline.identity.configuration.NamespaceSettings.Format;
import io.throughline.identity.configuration.NamespaceSettings.Settings;
import io.throughline.identity.identifier.BlockedValues;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.identity.identifier.PhoneNumbers;
import io.throughline.identity.identifier.Writing.Phone;
import io.throughline.identity.identifier.Writing.Text;
import io.throughline.identity.identifier.Writing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.PatternSyntaxException;

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
                        writing(entry.getKey(), entry.getValue()),
                        blocked(entry.getKey(), entry.getValue())))
                .toList());
    }

    /** @throws IllegalArgumentException naming the setting that says what cannot be */
    static Writing writing(String name, Settings settings) {
        if (settings.format() == Format.TEXT) {
            settings.region().ifPresent(_ -> {
                throw mistake(name, "region", "needs format=phone beside it");
            });
            return new Text(settings.foldsCase());
        }
        if (settings.foldsCase()) {
            throw mistake(name, "folds-case", "says nothing of telephone numbers; leave it out");
        }
        settings.region().filter(region -> !PhoneNumbers.isRegion(region)).ifPresent(region -> {
            throw mistake(name, "region", "must be the two letters of a country, as DE, and not " + region);
        });
        return new Phone(settings.region());
    }

    static BlockedValues blocked(String name, Settings settings) {
        try {
            return BlockedValues.of(settings.blocked().orElse(List.of()), settings.foldsCase());
        } catch (PatternSyntaxException mistake) {
            throw mistake(name, "blocked", "must be regular expressions: " + mistake.getMessage());
        }
    }

    private static IllegalArgumentException mistake(String name, String setting, String why) {
        return new IllegalArgumentException("throughline.identity.namespaces.%s.%s %s".formatted(name, setting, why));
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
