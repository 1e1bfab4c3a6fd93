package io.throughline.identity.resolution;

import io.throughline.identity.identifier.Identifier;

/**
 * Whether a shareable identifier that joins others has now been seen with a second value of a unique namespace.
 *
 * @param row of {@code identifier}, which is not held back
 * @param namespace a unique one, of which it is seen with a value
 */
record Doubt(Identifier identifier, StoredIdentifier row, String namespace) {}
