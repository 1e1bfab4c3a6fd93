package io.throughline.journey.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import java.text.Normalizer;
import java.util.Set;

/**
 * What traits say of the customer. The SDKs send whatever somebody has put there, so what identity-service would refuse is left
 * out here: an event is not to be lost for it.
 */
final class Traits {

    private static final int MOST = 64;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 512;

    /** They are identifiers. */
    private static final Set<String> IDENTIFIERS = Set.of("email", "phone");

    private Traits() {}

    /** The first that can be taken, as they were sent: of a message that is sent again they are the same. */
    static Struct attributes(JsonNode traits) {
        var attributes = Struct.newBuilder();
        for (var trait : traits.properties()) {
            if (attributes.getFieldsCount() == MOST) {
                break;
            }
            if (isName(trait.getKey()) && isTaken(trait.getValue())) {
                attributes.putFields(trait.getKey(), Json.value(trait.getValue()));
            }
        }
        return attributes.build();
    }

    private static boolean isName(String name) {
        return !name.isBlank() && !IDENTIFIERS.contains(name) && fits(name, LONGEST_NAME);
    }

    private static boolean isTaken(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> fits(value.textValue(), LONGEST_TEXT);
            case NUMBER -> Double.isFinite(value.doubleValue());
            case BOOLEAN -> true;
            case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO -> false;
        };
    }

    /** Counted in code points and as identity-service writes it. */
    private static boolean fits(String text, int longest) {
        var normalised = Normalizer.normalize(text, Normalizer.Form.NFC);
        return text.indexOf(0) < 0 && normalised.codePointCount(0, normalised.length()) <= longest;
    }
}
