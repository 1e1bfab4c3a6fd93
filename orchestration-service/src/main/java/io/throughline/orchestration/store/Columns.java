package io.throughline.orchestration.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Turns rows into one array for each column, as {@code unnest} takes them: a statement then costs the same for any number of
 * rows.
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
        return add(column, UUID[]::new);
    }

    public Columns<R> text(Function<R, String> column) {
        return add(column, String[]::new);
    }

    public Columns<R> number(Function<R, Long> column) {
        return add(column, Long[]::new);
    }

    public Columns<R> integer(Function<R, Integer> column) {
        return add(column, Integer[]::new);
    }

    public Columns<R> flag(Function<R, Boolean> column) {
        return add(column, Boolean[]::new);
    }

    public Columns<R> time(Function<R, Instant> column) {
        return add(
                row -> {
                    var time = column.apply(row);
                    return time == null ? null : time.atOffset(ZoneOffset.UTC);
                },
                OffsetDateTime[]::new);
    }

    /** The columns added, as the arguments of a statement, in their order. */
    public Tuple tuple() {
        return tuple;
    }

    private <T> Columns<R> add(Function<R, T> column, IntFunction<T[]> array) {
        tuple.addValue(rows.stream().map(column).toArray(array));
        return this;
    }
}
