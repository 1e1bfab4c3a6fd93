package io.throughline.kit.database;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Turns rows into one array for each column, as {@code unnest} takes them: a statement is then about any number of rows, and
 * is prepared once for all of them.
 *
 * @param <R> a row
 */
public final class Columns<R> {

    private final List<R> rows;
    private final Tuple tuple = Tuple.tuple();

    private Columns(Collection<? extends R> rows) {
        this.rows = List.copyOf(rows);
    }

    public static <R> Columns<R> of(Collection<? extends R> rows) {
        return new Columns<>(rows);
    }

    public Columns<R> uuid(Function<R, UUID> column) {
        return add(UUID[]::new, column);
    }

    public Columns<R> text(Function<R, String> column) {
        return add(String[]::new, column);
    }

    public Columns<R> number(Function<R, Long> column) {
        return add(Long[]::new, column);
    }

    public Columns<R> integer(Function<R, Integer> column) {
        return add(Integer[]::new, column);
    }

    public Columns<R> small(Function<R, Short> column) {
        return add(Short[]::new, column);
    }

    public Columns<R> real(Function<R, Double> column) {
        return add(Double[]::new, column);
    }

    public Columns<R> flag(Function<R, Boolean> column) {
        return add(Boolean[]::new, column);
    }

    public Columns<R> bytes(Function<R, byte[]> column) {
        return add(Buffer[]::new, row -> Buffer.buffer(column.apply(row)));
    }

    public Columns<R> time(Function<R, Instant> column) {
        return add(OffsetDateTime[]::new, row -> {
            var time = column.apply(row);
            return time == null ? null : time.atOffset(ZoneOffset.UTC);
        });
    }

    /** One column of numbers for each of {@code keys}. */
    public <K> Columns<R> reals(Collection<K> keys, BiFunction<R, K, Double> column) {
        keys.forEach(key -> real(row -> column.apply(row, key)));
        return this;
    }

    /** An argument that is no column, such as one value for all rows. */
    public Columns<R> value(Object value) {
        tuple.addValue(value);
        return this;
    }

    /** What was added, as the arguments of a statement, in its order. */
    public Tuple tuple() {
        return tuple;
    }

    // A plain loop: with a batch of a thousand under way, streams over some fifty columns were seen in the profile.
    private <T> Columns<R> add(IntFunction<T[]> array, Function<R, T> column) {
        var values = array.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        tuple.addValue(values);
        return this;
    }
}
