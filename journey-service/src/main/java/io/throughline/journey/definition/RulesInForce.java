package io.throughline.journey.definition;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Migration;
import io.throughline.journey.journey.Rulebook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All definitions as they stand at one time, compiled, and found by the touchpoints that they name. */
final class RulesInForce implements Rulebook {

    /** Nothing was applied yet. */
    static final RulesInForce NONE = new RulesInForce(0, Map.of());

    private final long latest;
    private final Map<String, Definition> byName;
    private final Map<String, List<Definition>> byTouchpoint = new HashMap<>();

    private RulesInForce(long latest, Map<String, Definition> byName) {
        this.latest = latest;
        this.byName = byName;
        byName.values().forEach(definition -> definition
                .touchpoints()
                .forEach(touchpoint -> byTouchpoint
                        .computeIfAbsent(touchpoint, _ -> new ArrayList<>(1))
                        .add(definition)));
    }

    /** Number of the latest change that these tell; 0 before the first. */
    long latest() {
        return latest;
    }

    /** These with one more version, which is the newest of its definition. */
    RulesInForce plus(Optional<String> correlateBy, String name, DefinitionVersion version) {
        var before = Optional.ofNullable(byName.get(name));
        var versions = new ArrayList<>(before.map(Definition::versions).orElse(List.of()));
        versions.add(version);
        return with(new Definition(
                name, correlateBy, versions, before.map(Definition::migrations).orElse(List.of())));
    }

    /** These with {@code migrations} of the definition {@code name} in place of those that were in force. */
    RulesInForce migrating(String name, List<Migration> migrations) {
        return with(byName.get(name).migrating(migrations));
    }

    private RulesInForce with(Definition definition) {
        var more = new HashMap<>(byName);
        more.put(definition.name(), definition);
        return new RulesInForce(latest, more);
    }

    /** These, which tell all changes up to the one of the number {@code latest}. */
    RulesInForce asOf(long latest) {
        return new RulesInForce(latest, byName);
    }

    @Override
    public Collection<Definition> naming(String touchpoint) {
        return byTouchpoint.getOrDefault(touchpoint, List.of());
    }

    @Override
    public Definition named(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no definition is called " + name));
    }
}
