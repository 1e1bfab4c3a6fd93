package io.throughline.kit.document;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A part of a document with named fields. Each field is asked for by its name and type; a field that is never asked for is
 * a mistake of whoever wrote it (see {@link YamlDocument#finish}).
 */
public final class Section {

    private final Document document;
    private final Place place;
    private final SequencedMap<String, NodeTuple> fields;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(Document document, Place place, SequencedMap<String, NodeTuple> fields) {
        this.document = document;
        this.place = place;
        this.fields = fields;
    }

    /** Stands for a section that is missing or wrong, which is noted already: all its fields are left out, silently. */
    static Section absent(Place place) {
        return new Section(null, new Place(place.path(), place.line(), false, new Problems()), new LinkedHashMap<>());
    }

    /** Any scalar, literally as written: {@code 007}, {@code yes} and {@code 1.0} are texts like others. */
    public Field<String> text(String name) {
        return read(name, "a text", "", "", Optional::of);
    }

    public Field<Long> integer(String name) {
        return read(name, "a whole number", "", 0L, text ->
                Optional.of(text).filter(Scalars::isWhole).map(Long::valueOf));
    }

    public Field<BigDecimal> decimal(String name) {
        return read(name, "a number", "", BigDecimal.ZERO, text ->
                Optional.of(text).filter(Scalars::isNumber).map(BigDecimal::new));
    }

    public Field<Boolean> bool(String name) {
        return read(name, "true or false", "", false, text ->
                Optional.of(text).filter(Scalars::isTruth).map(Boolean::valueOf));
    }

    /** See {@link Durations}; never negative. */
    public Field<Duration> duration(String name) {
        return read(name, "a duration", Durations.HINT, Duration.ZERO, text ->
                Durations.parse(text).filter(duration -> !duration.isNegative()));
    }

    /** A point in time with its offset, or a date, which means its beginning in UTC. */
    public Field<Instant> instant(String name) {
        return read(
                name,
                "a time",
                "write it like 2026-01-31T08:00:00Z, 2026-01-31T09:00:00+01:00 or 2026-01-31",
                Instant.EPOCH,
                Section::time);
    }

    /** A day of the calendar, wherever it begins. */
    public Field<LocalDate> date(String name) {
        return read(name, "a date", "write it like 2026-01-31", LocalDate.EPOCH, Section::day);
    }

    /** One of the constants of {@code type}, written in lower case. */
    public <E extends Enum<E>> Field<E> choice(String name, Class<E> type) {
        var choices = new LinkedHashMap<String, E>();
        for (var constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return choice(name, choices);
    }

    /** One of {@code choices}, which are not none, by its word. */
    public <T> Field<T> choice(String name, SequencedMap<String, T> choices) {
        var words = choices.keySet();
        return read(name, "one of " + String.join(", ", words), words, choices.firstEntry().getValue(), text ->
                Optional.ofNullable(choices.get(text)));
    }

    /** One of {@code choices}, which are not none, in their order. */
    public Field<String> choice(String name, List<String> choices) {
        var words = new LinkedHashMap<String, String>();
        choices.forEach(word -> words.put(word, word));
        return choice(name, words);
    }

    /** A list of texts; a single text counts as a list of one. */
    public Field<List<String>> texts(String name) {
        return values(name).map(values -> values.stream()
                .map(value -> value.text().orElse(null))
                .filter(text -> text != null)
                .toList());
    }

    /** A list of anything; what is no list counts as a list of one. */
    public Field<List<Value>> values(String name) {
        return value(name)
                .map(value -> value.isList() ? value.list() : Field.read(placeOf(name), List.of(value)))
                .orElseGet(() -> Field.leftOut(placeOf(name), List.of()));
    }

    /** A section within this one. */
    public Field<Section> section(String name) {
        return value(name).map(Value::section).orElseGet(() -> Field.leftOut(placeOf(name), Section.absent(place)));
    }

    /** A list of sections; a single section counts as a list of one. */
    public Field<List<Section>> sections(String name) {
        return values(name).map(values -> values.stream()
                .map(value -> value.section().orElse(null))
                .filter(section -> section != null)
                .toList());
    }

    /**
     * A section whose fields are the writer's own, as Java has it: texts, {@code Long}, {@code Double}, {@code Boolean},
     * {@code List} and {@code Map}. The fields are not checked further.
     */
    @SuppressWarnings("unchecked")
    public Field<Map<String, Object>> map(String name) {
        return value(name)
                .map(value -> value.isSection()
                        ? Field.read(placeOf(name), (Map<String, Object>) value.plain())
                        : value.wrong("a section of named fields", Map.<String, Object>of()))
                .orElseGet(() -> Field.leftOut(placeOf(name), Map.of()));
    }

    /** A field that may be written in several ways; empty when it is left out. */
    public Optional<Value> value(String name) {
        asked.add(name);
        return Optional.ofNullable(fields.get(name))
                .map(NodeTuple::getValueNode)
                .filter(node -> !Scalars.isNothing(node))
                .map(node -> new Value(document, placeOf(name), node));
    }

    /** The names of the fields as written, in their order: for sections whose names are the writer's own. */
    public Set<String> names() {
        return fields.keySet();
    }

    Map<String, Object> content() {
        var content = new LinkedHashMap<String, Object>();
        fields.forEach((name, field) -> content.put(name, Scalars.plain(field.getValueNode())));
        return content;
    }

    public String path() {
        return place.path();
    }

    /** Where it begins; counted from 1. */
    public int line() {
        return place.line();
    }

    /** Notes a problem with the section as a whole. */
    public void problem(String message, String hint) {
        place.problem(message, hint);
    }

    /** Notes a problem with the field of that name, whether or not it stands there. */
    public void problem(String name, String message, String hint) {
        placeOf(name).problem(message, hint);
    }

    /** Notes every field that was not asked for. */
    void refuseUnknown() {
        var known = "known are " + asked.stream().sorted().collect(joining(", "));
        for (var name : fields.keySet()) {
            if (!asked.contains(name)) {
                var suggestion = Suggestion.didYouMean(name, asked, "");
                placeOf(name).problem("is not known here", suggestion.isEmpty() ? known : suggestion + " " + known);
            }
        }
    }

    private <T> Field<T> read(
            String name, String wanted, Collection<String> words, T standIn, Function<String, Optional<T>> parse) {
        return read(name, wanted, text -> Suggestion.didYouMean(text, words, ""), standIn, parse);
    }

    private <T> Field<T> read(
            String name, String wanted, String hint, T standIn, Function<String, Optional<T>> parse) {
        return read(name, wanted, _ -> hint, standIn, parse);
    }

    private <T> Field<T> read(
            String name,
            String wanted,
            Function<String, String> hint,
            T standIn,
            Function<String, Optional<T>> parse) {
        asked.add(name);
        var place = placeOf(name);
        Node node = fields.containsKey(name) ? fields.get(name).getValueNode() : null;
        if (node == null || Scalars.isNothing(node)) {
            return Field.leftOut(place, standIn);
        }
        var text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        var value = node instanceof ScalarNode ? parse.apply(text) : Optional.<T>empty();
        if (value.isPresent()) {
            return Field.read(place, value.get());
        }
        place.problem("is " + Scalars.kind(node) + " and should be " + wanted, hint.apply(text));
        return Field.wrong(place, standIn);
    }

    private Place placeOf(String name) {
        var field = fields.get(name);
        return field == null
                ? place.field(name, place.line(), false)
                : place.field(name, Marks.line(field), Marks.isBlock(field.getValueNode()));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
