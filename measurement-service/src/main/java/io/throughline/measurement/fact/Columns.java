package io.throughline.measurement.fact;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Turns rows into the arrays that {@code unnest} takes, one for each column.
 *
 * @param <R> a row
 */
final class Columns<R> {

    private final List<R> rows;
    private final List<Object> arrays = new ArrayList<>();

    Columns(List<R> rows) {
        this.rows = rows;
    }

    <V> Columns<R> add(IntFunction<V[]> array, Function<R, V> value) {
        arrays.add(rows.stream().map(value).toArray(array));
        return this;
    }

    /** One column for each of {@code keys}. */
    <K, V> Columns<R> addAll(List<K> keys, IntFunction<V[]> array, BiFunction<R, K, V> value) {
        keys.forEach(key -> add(array, row -> value.apply(row, key)));
        return this;
    }

    Tuple tuple() {
        return Tuple.from(arrays);
    }
}
