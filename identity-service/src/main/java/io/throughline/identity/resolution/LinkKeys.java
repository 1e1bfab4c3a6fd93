package io.throughline.identity.resolution;

import io.throughline.identity.graph.Link;
import io.throughline.identity.identifier.Identifier;
import java.util.List;
import java.util.function.ToLongFunction;

/** Links as their table knows them: by the row ids of their ends, the smaller one left. */
record LinkKeys(Long[] lefts, Long[] rights) {

    static LinkKeys of(List<Link> links, ToLongFunction<Identifier> ids) {
        var lefts = new Long[links.size()];
        var rights = new Long[links.size()];
        for (int i = 0; i < lefts.length; i++) {
            long one = ids.applyAsLong(links.get(i).left());
            long other = ids.applyAsLong(links.get(i).right());
            lefts[i] = Math.min(one, other);
            rights[i] = Math.max(one, other);
        }
        return new LinkKeys(lefts, rights);
    }
}
