package io.throughline.journey.definition;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows a thing as a map of what can be read of it; nothing is read that is not asked for. */
final class Readable<T> extends AbstractMap<String, Object> {

    private final T thing;
    private final Map<String, Function<T, Object>> readers;

    Readable(T thing, Map<String, Function<T, Object>> readers) {
        this.thing = thing;
        this.readers = readers;
    }

    @Override
    public Object get(Object name) {
        var reader = readers.get(name);
        return reader == null ? null : reader.apply(thing);
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return readers.keySet().stream()
                .flatMap(name -> Optional.ofNullable(get(name)).map(value -> Map.entry(name, value)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
