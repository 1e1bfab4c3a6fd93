package io.throughline.identity.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.throughline.identity.identifier.Namespace.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of identifiers that this installation knows. */
@ConfigMapping(prefix = "throughline.identity")
public interface NamespaceSettings {

    /** By name, as channels write it. */
    Map<String, Settings> namespaces();

    interface Settings {

        /** {@code unique}: each value is one person's. {@code shareable}: several persons may use one value. */
        Kind kind();

        /** Which identifier says most surely who somebody is: the lower number goes first. */
        int priority();

        /** What kind of values they are. */
        @WithDefault("text")
        Format format();

        /** Of texts: whether values that differ in case alone are the same. */
        @WithDefault("false")
        boolean foldsCase();

        /** Of telephone numbers: where those without a country's code belong, as {@code DE}. */
        Optional<String> region();

        /** Regular expressions of values that say of nobody who it is. */
        Optional<List<String>> blocked();
    }

    enum Format {
        TEXT,
        PHONE
    }
}
