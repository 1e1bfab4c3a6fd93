package io.throughline.identity.resolution;

import io.throughline.identity.identifier.Identifier;
import java.util.Map;
import java.util.UUID;

/**
 * What has become of new evidence.
 *
 * @param holders of its identifiers, and of those of customers that were taken apart
 * @param keys of its new identifiers, and of those of it that were known
 * @param moved the identifiers that went along when their customer became another, by row id: to whom
 * @param toldAny whether the feed tells of it
 */
record Learnt(Map<Identifier, UUID> holders, Map<Identifier, Long> keys, Map<Long, UUID> moved, boolean toldAny) {

    /**
     * Who holds {@code identifier}, which was {@code known} before or is new. One that nothing was learnt of, and that nobody
     * moved, is still said to be whose it was: if it has left meanwhile, the feed tells of that. It must not be guessed from
     * where its customer went, for it may have left before.
     */
    Holder holder(Identifier identifier, Known known) {
        var before = known.identifiers().get(identifier);
        var learnt = holders.get(identifier);
        if (learnt != null) {
            return new Holder(learnt, before == null ? keys.get(identifier) : before.id());
        }
        return new Holder(moved.getOrDefault(before.id(), before.customer()), before.id());
    }
}
