package io.throughline.standalone.mapping;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.throughline.standalone.mapping.AttributeSource.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads attributes from a line. A missing one is left out. */
final class AttributeReader {

    private record Attribute(String name, int line, Type type, Function<List<String>, Optional<String>> text) {}

    private final String part;
    private final List<Attribute> attributes = new ArrayList<>();
    private final NumberFormat numbers;

    /** @param part of the interaction, and of the mapping, that they are */
    AttributeReader(String part, List<AttributeSource> sources, Binding binding, NumberFormat numbers) {
        this.part = part;
        this.numbers = numbers;
        for (var source : sources) {
            attributes.add(new Attribute(source.name(), source.line(), source.type(), binding.text(source.value())));
        }
    }

    /**
     * Also reads every column that nothing else reads. To be called when all else has been bound.
     *
     * @param line where the mapping says so
     */
    void addOthers(Binding binding, int line) {
        var declared = attributes.stream().collect(Collectors.toMap(Attribute::name, Attribute::line));
        binding.others(line, declared).forEach((name, text) -> attributes.add(new Attribute(name, line, Type.TEXT, text)));
    }

    /** The names of what is read. */
    List<String> names() {
        return attributes.stream().map(Attribute::name).toList();
    }

    Optional<Struct> read(List<String> cells) {
        var struct = Struct.newBuilder();
        for (var attribute : attributes) {
            attribute.text().apply(cells).ifPresent(text -> struct.putFields(attribute.name(), value(attribute, text)));
        }
        return struct.getFieldsCount() == 0 ? Optional.empty() : Optional.of(struct.build());
    }

    private Value value(Attribute attribute, String text) {
        return switch (attribute.type()) {
            case TEXT -> Value.newBuilder().setStringValue(text).build();
            case NUMBER ->
                Value.newBuilder()
                        .setNumberValue(numbers.parse(text)
                                .orElseThrow(() -> rejected(attribute, "is not a number", text, numbers.remedy(text)))
                                .doubleValue())
                        .build();
            case BOOLEAN -> Value.newBuilder().setBoolValue(truth(attribute, text)).build();
        };
    }

    private boolean truth(Attribute attribute, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw rejected(attribute, "is neither true nor false", text, "");
        };
    }

    private RejectedLine rejected(Attribute attribute, String reason, String value, String hint) {
        return new RejectedLine(part + "." + attribute.name(), reason, value, hint);
    }
}
