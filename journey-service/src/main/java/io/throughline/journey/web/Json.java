package io.throughline.journey.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.throughline.kit.error.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads JSON as callers send it. */
final class Json {

    /** More than an interaction may have, so that one that is too deep is refused by itself; far less than a thread's stack. */
    private static final int DEEPEST = 100;

    /** In one request. Written tersely, a mebibyte would take a hundred when read. */
    private static final int MOST_TOKENS = 100_000;

    /** UTF-16 in parts, as a text has it that was cut within an emoji; written out, as UTF-8 cannot say it. */
    private static final Pattern SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

    private static final int REPLACEMENT = 0xFFFD;

    // No table of names is kept: they are a caller's, chosen perhaps so that they collide in it.
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Refuses what is no JSON by line and column, without quoting it. Half a character becomes U+FFFD. */
    static JsonNode read(byte[] body) {
        try {
            var json = MAPPER.readTree(body);
            return SURROGATE.matcher(new String(body, StandardCharsets.ISO_8859_1)).find() ? wellFormed(json) : json;
        } catch (StreamConstraintsException tooMuch) {
            throw Refusal.undecodable("the body is nested more than " + DEEPEST
                    + " deep, holds more than " + MOST_TOKENS + " names, values and brackets, or one of absurd length");
        } catch (JacksonException broken) {
            var where = broken.getLocation();
            throw Refusal.undecodable(
                    "the body is not JSON, at line " + where.getLineNr() + ", column " + where.getColumnNr());
        } catch (IOException | NumberFormatException broken) {
            // What Jackson says of other encodings, and of exponents beyond all bounds.
            throw Refusal.undecodable("the body is not JSON in UTF-8, or holds a number beyond all bounds");
        }
    }

    private static JsonNode wellFormed(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> MAPPER.getNodeFactory().textNode(wellFormed(node.textValue()));
            case ARRAY -> {
                var array = MAPPER.createArrayNode();
                node.forEach(item -> array.add(wellFormed(item)));
                yield array;
            }
            case OBJECT -> {
                var object = MAPPER.createObjectNode();
                node.properties().forEach(field -> object.set(wellFormed(field.getKey()), wellFormed(field.getValue())));
                yield object;
            }
            default -> node;
        };
    }

    private static String wellFormed(String text) {
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A JSON object as protobuf has it. */
    static Struct struct(JsonNode object) {
        var struct = Struct.newBuilder();
        object.properties().forEach(entry -> struct.putFields(entry.getKey(), value(entry.getValue())));
        return struct.build();
    }

    /** A JSON value as protobuf has it. */
    static Value value(JsonNode node) {
        var value = Value.newBuilder();
        return switch (node.getNodeType()) {
            case OBJECT -> value.setStructValue(struct(node)).build();
            case ARRAY -> {
                var list = ListValue.newBuilder();
                node.forEach(item -> list.addValues(value(item)));
                yield value.setListValue(list).build();
            }
            case STRING -> value.setStringValue(node.textValue()).build();
            case NUMBER -> value.setNumberValue(node.doubleValue()).build();
            case BOOLEAN -> value.setBoolValue(node.booleanValue()).build();
            case NULL, MISSING, BINARY, POJO -> value.setNullValue(NullValue.NULL_VALUE).build();
        };
    }
}
