package io.throughline.kit.document;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was read of one field: a value of the type that was asked for, or none, because it was left out or is wrong (then the
 * problem is noted already).
 *
 * @param <T> the type that was asked for
 */
public final class Field<T> {

    private enum State {
        READ,
        LEFT_OUT,
        WRONG
    }

    private final Place place;
    private final State state;
    private final T value;

    private Field(Place place, State state, T value) {
        this.place = place;
        this.state = state;
        this.value = value;
    }

    static <T> Field<T> read(Place place, T value) {
        return new Field<>(place, State.READ, value);
    }

    /** @param standIn what {@link #required} answers, so that reading can go on */
    static <T> Field<T> leftOut(Place place, T standIn) {
        return new Field<>(place, State.LEFT_OUT, standIn);
    }

    /** @param standIn what {@link #required} answers, so that reading can go on */
    static <T> Field<T> wrong(Place place, T standIn) {
        return new Field<>(place, State.WRONG, standIn);
    }

    /** The value; empty when it was left out or is wrong. */
    public Optional<T> optional() {
        return state == State.READ ? Optional.of(value) : Optional.empty();
    }

    /** The value, or {@code fallback} when it was left out or is wrong. */
    public T orElse(T fallback) {
        return state == State.READ ? value : fallback;
    }

    /**
     * The value. Leaving it out is a problem; what is answered then (empty text, zero, an empty list or section) only lets
     * reading go on to further problems.
     */
    public T required() {
        if (state == State.LEFT_OUT) {
            place.problem("is missing", "add it");
        }
        return value;
    }

    /** Notes {@code message} where a value was read that does not satisfy {@code rule}. */
    public Field<T> must(Predicate<T> rule, String message, String hint) {
        if (state != State.READ || rule.test(value)) {
            return this;
        }
        place.problem(message, hint);
        return wrong(place, value);
    }

    /** The same field, its value turned into something else. */
    public <U> Field<U> map(Function<T, U> turn) {
        return new Field<>(place, state, turn.apply(value));
    }

    /** Whether it stands in the document, be it right or wrong. */
    public boolean isGiven() {
        return state != State.LEFT_OUT;
    }

    /** Its path, such as {@code entry[0].when}. */
    public String path() {
        return place.path();
    }

    /** The line where it stands, or where the section begins that lacks it; counted from 1. */
    public int line() {
        return place.line();
    }

    /** Notes a problem with this field. */
    public void problem(String message, String hint) {
        place.problem(message, hint);
    }

    /** Notes a problem in the {@code line}th line of the field's text, counted from 1. */
    public void problem(int line, String message, String hint) {
        place.inText(line).problem(message, hint);
    }
}
