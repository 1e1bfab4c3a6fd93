package io.throughline.identity;

import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespace.Kind;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.identity.identifier.Writing.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Words for tests: who was seen with what. */
public final class People {

    /** Like those that the service comes with. */
    public static final Namespaces NAMESPACES = new Namespaces(List.of(
            new Namespace("crm", Kind.UNIQUE, 10, new Text(false)),
            new Namespace("email", Kind.UNIQUE, 40, new Text(true)),
            new Namespace("phone", Kind.UNIQUE, 50, new Text(false)),
            new Namespace("cookie", Kind.SHAREABLE, 60, new Text(false)),
            new Namespace("device", Kind.SHAREABLE, 70, new Text(false))));

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private People() {}

    public static Identifier crm(String value) {
        return new Identifier("crm", value);
    }

    public static Identifier email(String value) {
        return new Identifier("email", value);
    }

    public static Identifier phone(String value) {
        return new Identifier("phone", value);
    }

    public static Identifier cookie(String value) {
        return new Identifier("cookie", value);
    }

    public static Identifier device(String value) {
        return new Identifier("device", value);
    }

    /** These were seen together in the shop, at noon. */
    public static Observation seen(Identifier... identifiers) {
        return seen("shop", NOON, identifiers);
    }

    /** As {@code observation}, and its source says this text of the anchor. */
    public static Observation saying(Observation observation, String name, String text) {
        return new Observation(
                observation.identifiers(),
                observation.source(),
                observation.observedAt(),
                Set.of(new Said(observation.source(), name, new AttributeValue.Text(text))));
    }

    public static Observation seen(String source, Instant at, Identifier... identifiers) {
        return new Observation(
                Stream.of(identifiers).distinct().sorted(NAMESPACES.surestFirst()).toList(), source, at);
    }
}
