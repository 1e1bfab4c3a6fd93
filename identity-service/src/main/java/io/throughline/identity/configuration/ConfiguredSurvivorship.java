package io.throughline.identity.configuration;

import io.quarkus.runtime.StartupEvent;
import io.throughline.identity.attribute.AttributeNames;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.attribute.Survivorship.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Makes of the configuration which values of attributes survive, or keeps the service from starting and says what is wrong. */
@ApplicationScoped
public class ConfiguredSurvivorship {

    private static final String PREFIX = "throughline.attributes.";

    @Produces
    @Singleton
    Survivorship survivorship(AttributeSettings settings) {
        return of(settings.rule(), settings.rules(), settings.trust().orElse(List.of()));
    }

    /** Asks for it, so that a mistake is told at the start and not when the first observation comes. */
    void onStart(@Observes StartupEvent start, Survivorship configured) {}

    /** @throws IllegalStateException when the settings contradict each other or cannot be meant; it names each */
    static Survivorship of(Rule usual, Map<String, Rule> rules, List<String> trust) {
        var mistakes = new ArrayList<String>();
        var byName = new HashMap<String, Rule>();
        rules.forEach((written, rule) -> {
            AttributeNames.mistake(written)
                    .ifPresent(why -> mistakes.add("%srules.\"%s\": the name %s".formatted(PREFIX, written, why)));
            if (byName.put(AttributeNames.normalised(written), rule) != null) {
                mistakes.add("%srules.\"%s\" stands there twice, as Unicode writes it in two ways".formatted(PREFIX, written));
            }
        });
        if (trust.isEmpty() && (usual == Rule.MOST_TRUSTED || rules.containsValue(Rule.MOST_TRUSTED))) {
            mistakes.add(PREFIX + "trust names no source, so that MOST_TRUSTED has none to trust");
        }
        if (new HashSet<>(trust).size() < trust.size()) {
            mistakes.add(PREFIX + "trust names a source twice");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.join("; ", mistakes));
        }
        return new Survivorship(byName, usual, trust);
    }
}
