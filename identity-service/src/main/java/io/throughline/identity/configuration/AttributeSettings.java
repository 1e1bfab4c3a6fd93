package io.throughline.identity.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.throughline.identity.attribute.Survivorship.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which value of an attribute survives where sources contradict each other. */
@ConfigMapping(prefix = "throughline.attributes")
public interface AttributeSettings {

    /** For the attributes that have no rule of their own. */
    @WithDefault("MOST_RECENT")
    Rule rule();

    /** By the name of the attribute. */
    Map<String, Rule> rules();

    /** Sources, the most trusted first. */
    Optional<List<String>> trust();
}
