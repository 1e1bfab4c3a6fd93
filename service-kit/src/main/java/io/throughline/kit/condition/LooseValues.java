package io.throughline.kit.condition;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows values of no declared type (attributes that a sender chose) as conditions see them, wherever they come from: every
 * number is a {@code Double}, however it was stored. A view: nothing is copied.
 */
public final class LooseValues {

    private LooseValues() {}

    /** {@code values} as a condition sees them. */
    public static Map<String, Object> of(Map<String, Object> values) {
        return new LooseMap(values);
    }

    private static Object loose(Object value) {
        return switch (value) {
            case Double number -> number;
            case Number number -> number.doubleValue();
            case Map<?, ?> map -> new LooseMap(map);
            case List<?> list -> new LooseList(list);
            case null, default -> value;
        };
    }

    private static final class LooseMap extends AbstractMap<String, Object> {

        private final Map<?, ?> values;

        LooseMap(Map<?, ?> values) {
            this.values = values;
        }

        @Override
        public Object get(Object key) {
            return loose(values.get(key));
        }

        @Override
        public boolean containsKey(Object key) {
            // What is null counts as missing, so that a condition need not tell the two apart.
            return values.get(key) != null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {

                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return values.entrySet().stream()
                            .filter(entry -> entry.getValue() != null)
                            .map(entry -> Map.entry((String) entry.getKey(), loose(entry.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return (int) values.values().stream().filter(value -> value != null).count();
                }
            };
        }
    }

    private static final class LooseList extends AbstractList<Object> {

        private final List<?> values;

        LooseList(List<?> values) {
            this.values = values;
        }

        @Override
        public Object get(int index) {
            return loose(values.get(index));
        }

        @Override
        public int size() {
            return values.size();
        }
    }
}
