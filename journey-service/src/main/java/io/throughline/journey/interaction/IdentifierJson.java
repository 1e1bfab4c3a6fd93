package io.throughline.journey.interaction;

import io.throughline.identity.v1.Identifier;
import java.util.List;

/** The identifiers of an interaction as they are stored: {@code [["email","a@b.example"],["cookie","c7"]]}. */
public final class IdentifierJson {

    private IdentifierJson() {}

    /** {@code null} when {@code anchor}, as it stands, is the only one. */
    public static String json(List<Identifier> identifiers, Anchor anchor) {
        if (identifiers.size() == 1
                && identifiers.getFirst().getNamespace().equals(anchor.namespace())
                && identifiers.getFirst().getValue().equals(anchor.value())) {
            return null;
        }
        var json = new StringBuilder(64);
        char separator = '[';
        for (var identifier : identifiers) {
            json.append(separator).append('[');
            AttributeJson.quote(identifier.getNamespace(), json);
            json.append(',');
            AttributeJson.quote(identifier.getValue(), json);
            json.append(']');
            separator = ',';
        }
        return json.append(']').toString();
    }
}
