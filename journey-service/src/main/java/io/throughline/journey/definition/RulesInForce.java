package io.throughline.journey.definition;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
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

    private final long newest;
    private final Map<String, Definition> byName;
    private final Map<String, List<Definition>> byTouchpoint = new HashMap<>();

    private RulesInForce(long newest, Map<String, Definition> byName) {
        this.newest = newest;
        this.byName = byName;
        byName.values().forEach(definition -> definition
                .touchpoints()
                .forEach(touchpoint -> byTouchpoint
                        .computeIfAbsent(touchpoint, _ -> new ArrayList<>(1))
                        .add(definition)));
    }

    /** Id of the version that was applied last, be it in force or not; 0 before the first. */
    long newest() {
        return newest;
    }

    /** These with one more version, which was stored under {@code id} and is the newest. */
    RulesInForce plus(long id, Optional<String> correlateBy, String name, DefinitionVersion version) {
        var versions = new ArrayList<DefinitionVersion>();
        Optional.ofNullable(byName.get(name)).map(Definition::versions).ifPresent(versions::addAll);
        versions.add(version);
        var more = new HashMap<>(byName);
        more.put(name, new Definition(name, correlateBy, versions));
        return new RulesInForce(id, more);
    }

    /** These, though {@code id} is the newest version: it is not in force. */
    RulesInForce beyond(long id) {
        return new RulesInForce(id, byName);
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
