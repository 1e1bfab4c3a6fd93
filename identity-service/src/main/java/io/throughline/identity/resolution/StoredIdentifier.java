package io.throughline.identity.resolution;

import java.util.UUID;

/**
 * An identifier's row.
 *
 * @param id short for namespace and value
 * @param customer who holds it
 * @param heldBack whether it is shared by too many to join anybody
 */
record StoredIdentifier(long id, UUID customer, boolean heldBack) {}
