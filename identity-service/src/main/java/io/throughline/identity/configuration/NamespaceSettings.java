package io.throughline.identity.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.throughline.identity.identifier.Namespace.Kind;
import java.util.Map;

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

        /** Whether values that differ in case alone are the same. */
        @WithDefault("false")
        boolean foldsCase();
    }
}
