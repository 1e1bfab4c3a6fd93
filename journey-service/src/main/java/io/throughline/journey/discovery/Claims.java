package io.throughline.journey.discovery;

import io.throughline.journey.fold.Event;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.journey.Rulebook;
import java.util.HashMap;
import java.util.Map;

/** Folds what one customer did through all definitions, and tells which interactions belong to a journey. */
final class Claims {

    private record Key(String definition, String correlation) {}

    private final Rulebook rules;
    private final Map<Key, KeyFold> folds = new HashMap<>();
    private boolean claimed;

    Claims(Rulebook rules) {
        this.rules = rules;
    }

    /** Whether the next interaction of the present customer belongs to a journey of any definition. */
    boolean claim(Interaction interaction) {
        claimed = false;
        for (var definition : rules.naming(interaction.touchpoint())) {
            definition
                    .correlation(interaction)
                    .map(correlation -> folds.computeIfAbsent(
                            new Key(definition.name(), correlation),
                            _ -> KeyFold.told(definition, correlation, (_, event) -> claimed |= event instanceof Event.Occurred)))
                    .ifPresent(fold -> fold.step(interaction));
        }
        return claimed;
    }

    /** What follows is another customer's. */
    void endOfCustomer() {
        folds.clear();
    }
}
