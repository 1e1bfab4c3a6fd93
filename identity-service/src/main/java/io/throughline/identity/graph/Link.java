package io.throughline.identity.graph;

import io.throughline.identity.identifier.Identifier;

/** Two identifiers that were seen together, whichever was named first. */
public record Link(Identifier left, Identifier right) {

    public Link {
        if (left.compareTo(right) >= 0) {
            throw new IllegalArgumentException("the left one of a link goes before the right one; use Link.between");
        }
    }

    public static Link between(Identifier one, Identifier other) {
        return one.compareTo(other) < 0 ? new Link(one, other) : new Link(other, one);
    }
}
