package io.throughline.identity.resolution;

import java.util.UUID;

/**
 * Who holds the anchor of an observation.
 *
 * @param anchorKey names the anchor without telling it; when it is observed again after it was erased, it has another
 */
public record Holder(UUID customer, long anchorKey) {

    static Holder of(StoredIdentifier anchor) {
        return new Holder(anchor.customer(), anchor.id());
    }
}
