package io.throughline.journey.interaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes in their three forms: as sent (a {@code Struct}), as stored (JSON) and as rules see them (maps, lists, text,
 * doubles and truth values). What is read back from JSON equals what was made from the {@code Struct}, so that folding
 * anew sees what folding saw. A null is the same as a missing attribute.
 */
public final class AttributeJson {

    /**
     * Reads whatever was once taken in: its names are a caller's, of any length, chosen perhaps so that they collide in a table
     * of names; so none is kept, and of what is stored nothing is too long.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private AttributeJson() {}

    /** As rules see it. */
    public static Map<String, Object> map(Struct struct) {
        if (struct.getFieldsCount() == 0) {
            return Map.of();
        }
        var map = HashMap.<String, Object>newHashMap(struct.getFieldsCount());
        struct.getFieldsMap().forEach((name, value) -> {
            var plain = plain(value);
            if (plain != null) {
                map.put(name, plain);
            }
        });
        return map;
    }

    private static Object plain(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case BOOL_VALUE -> value.getBoolValue();
            case STRUCT_VALUE -> map(value.getStructValue());
            case LIST_VALUE -> list(value.getListValue());
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    /** JSON has no negative zero. */
    private static double number(double number) {
        return number + 0.0;
    }

    private static List<Object> list(ListValue values) {
        var list = new ArrayList<>(values.getValuesCount());
        for (var value : values.getValuesList()) {
            var plain = plain(value);
            if (plain != null) {
                list.add(plain);
            }
        }
        return list;
    }

    /** As stored; {@code null} when there is none. */
    public static String json(Map<String, Object> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        var json = new StringBuilder(256);
        write(attributes, json);
        return json.toString();
    }

    private static void write(Object value, StringBuilder json) {
        switch (value) {
            case String text -> quote(text, json);
            case Map<?, ?> map -> {
                char separator = '{';
                for (var entry : map.entrySet()) {
                    json.append(separator);
                    quote((String) entry.getKey(), json);
                    json.append(':');
                    write(entry.getValue(), json);
                    separator = ',';
                }
                json.append(separator == '{' ? "{}" : "}");
            }
            case List<?> list -> {
                char separator = '[';
                for (var item : list) {
                    json.append(separator);
                    write(item, json);
                    separator = ',';
                }
                json.append(separator == '[' ? "[]" : "]");
            }
            default -> json.append(value);
        }
    }

    static void quote(String text, StringBuilder json) {
        json.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < 0x20) {
                json.append(text, from, i).append(c < 0x20 ? String.format("\\u%04x", (int) c) : "\\" + c);
                from = i + 1;
            }
        }
        json.append(text, from, text.length()).append('"');
    }

    /** As rules see it, from what was stored. */
    public static Map<String, Object> map(String json) {
        if (json == null) {
            return Map.of();
        }
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            return readMap(parser);
        } catch (IOException damaged) {
            throw new IllegalStateException("stored attributes cannot be read", damaged);
        }
    }

    private static Map<String, Object> readMap(JsonParser parser) throws IOException {
        var map = new HashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            map.put(name, read(parser));
        }
        return map;
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> readMap(parser);
            case START_ARRAY -> readList(parser);
            default -> throw new IllegalStateException("stored attributes hold a " + parser.currentToken());
        };
    }

    private static List<Object> readList(JsonParser parser) throws IOException {
        var list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return list;
    }
}
