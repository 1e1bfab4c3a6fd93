package io.throughline.standalone.mapping;

import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.mapping.LogLine.Cells;
import io.throughline.standalone.mapping.LogLine.Unreadable;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import io.throughline.standalone.mapping.MappedLine.Rejected;
import io.throughline.standalone.mapping.MappedLine.Skipped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes interactions of the lines of one log, as its mapping says. Says the same of the same line whenever it is asked. */
public final class InteractionMapper {

    private record BoundIdentifier(String namespace, Function<List<String>, Optional<String>> value) {}

    private final List<Predicate<List<String>>> onlyWhen;
    private final List<Predicate<List<String>>> skipWhen;
    private final Function<List<String>, Optional<String>> source;
    private final Optional<Function<List<String>, Optional<String>>> id;
    private final TimeReader occurredAt;
    private final Optional<Function<List<String>, Optional<String>>> sourceSequence;
    private final List<BoundIdentifier> identifiers;
    private final Function<List<String>, Optional<String>> channel;
    private final Function<List<String>, Optional<String>> touchpoint;
    private final AttributeReader attributes;
    private final AttributeReader customerAttributes;
    private final Optional<MoneyReader> revenue;
    private final Optional<MoneyReader> cost;
    private final FeedbackReader feedback;
    private final NumberFormat numbers;
    private final String delimiter;

    /** Ties {@code mapping} to a log with these columns. */
    public InteractionMapper(Mapping mapping, Columns columns) throws MissingColumns {
        var form = mapping.form();
        var binding = new Binding(columns, mapping.log());
        numbers = mapping.log().numbers();
        delimiter = mapping.log().delimiter();
        onlyWhen = mapping.filter().onlyWhen().stream().map(binding::condition).toList();
        skipWhen = mapping.filter().skipWhen().stream().map(binding::condition).toList();
        source = binding.text(form.source());
        id = form.id().map(binding::text);
        occurredAt = new TimeReader(form.occurredAt(), binding);
        sourceSequence = form.sourceSequence().map(binding::cell);
        identifiers = form.identifiers().stream()
                .map(identifier -> new BoundIdentifier(identifier.namespace(), binding.text(identifier.value())))
                .toList();
        channel = binding.text(form.channel());
        touchpoint = binding.text(form.touchpoint());
        attributes = new AttributeReader("attributes", form.attributes(), binding, numbers);
        customerAttributes = new AttributeReader("customer_attributes", form.customerAttributes(), binding, numbers);
        revenue = form.revenue().map(money -> new MoneyReader("revenue", money, binding, numbers));
        cost = form.cost().map(money -> new MoneyReader("cost", money, binding, numbers));
        feedback = new FeedbackReader(form.feedback(), binding, numbers);
        form.otherColumnsKept().ifPresent(line -> attributes.addOthers(binding, line));
        binding.complain();
    }

    /** The names of the attributes that interactions may have. */
    public List<String> attributeNames() {
        return attributes.names();
    }

    public MappedLine map(LogLine line) {
        return switch (line) {
            case Unreadable unreadable ->
                new Rejected(unreadable.number(), unreadable.reason(), "", unreadable.hint());
            case Cells cells when isSkipped(cells.cells()) -> new Skipped(cells.number());
            case Cells cells -> {
                try {
                    yield new Mapped(cells.number(), interaction(cells.number(), cells.cells()));
                } catch (RejectedLine rejected) {
                    yield new Rejected(cells.number(), rejected.getMessage(), rejected.value(), hint(cells.cells(), rejected));
                }
            }
        };
    }

    /** A line in one piece may be one that is cut by another delimiter. */
    private String hint(List<String> cells, RejectedLine rejected) {
        return cells.size() == 1 && rejected.hint().isEmpty() ? Delimiters.hint(rejected.value(), delimiter) : rejected.hint();
    }

    private boolean isSkipped(List<String> cells) {
        return !onlyWhen.stream().allMatch(condition -> condition.test(cells))
                || skipWhen.stream().anyMatch(condition -> condition.test(cells));
    }

    private Interaction interaction(long line, List<String> cells) {
        var interaction = Interaction.newBuilder()
                .setSource(required("source", source.apply(cells)))
                .setId(id.map(text -> required("id", text.apply(cells))).orElseGet(() -> Long.toString(line)))
                .setOccurredAt(occurredAt.read(cells))
                .setSourceSequence(sequence(line, cells))
                .setChannel(required("channel", channel.apply(cells)))
                .setTouchpoint(required("touchpoint", touchpoint.apply(cells)));
        for (var identifier : identifiers) {
            identifier.value().apply(cells).ifPresent(value -> interaction.addIdentifiers(Identifier.newBuilder()
                    .setNamespace(identifier.namespace())
                    .setValue(value)));
        }
        if (interaction.getIdentifiersCount() == 0) {
            throw new RejectedLine("identifiers", "none has a value");
        }
        attributes.read(cells).ifPresent(interaction::setAttributes);
        customerAttributes.read(cells).ifPresent(interaction::setCustomerAttributes);
        revenue.flatMap(money -> money.read(cells)).ifPresent(interaction::setRevenue);
        cost.flatMap(money -> money.read(cells)).ifPresent(interaction::setCost);
        feedback.read(cells).ifPresent(interaction::setFeedback);
        return interaction.build();
    }

    private long sequence(long line, List<String> cells) {
        if (sourceSequence.isEmpty()) {
            return line;
        }
        var text = required("source_sequence", sourceSequence.get().apply(cells));
        try {
            long sequence = numbers.parse(text).orElseThrow(ArithmeticException::new).longValueExact();
            if (sequence >= 0) {
                return sequence;
            }
        } catch (ArithmeticException notWhole) {
            throw new RejectedLine("source_sequence", "is not a whole number", text, numbers.remedyToWhole(text));
        }
        throw new RejectedLine("source_sequence", "is below 0", text);
    }

    private static String required(String part, Optional<String> text) {
        return text.orElseThrow(() -> new RejectedLine(part, "is missing"));
    }
}
