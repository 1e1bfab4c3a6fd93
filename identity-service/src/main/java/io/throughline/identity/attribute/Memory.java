package io.throughline.identity.attribute;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What is kept of all that is said of one identifier: what each source said and when it said so last; of one source and name
 * the latest {@link #VALUES_OF_A_NAME} values, and of one source the latest {@link #OF_A_SOURCE} of these.
 *
 * <p>It is a function of the set of what was ever said. A time is a maximum; and what is not among the latest never comes to be
 * there again unless it is said again later, for those before it grow no older and, a name counting for at most its latest
 * values, no fewer. So it makes no difference in which order, how often or in how many portions it is heard.
 */
public final class Memory {

    /** So that a source that says something else each time fills nothing. */
    static final int VALUES_OF_A_NAME = 32;

    /** So that one that makes up names does not, either. */
    static final int OF_A_SOURCE = 512;

    private static final Comparator<Map.Entry<Said, Instant>> LATEST_FIRST =
            Map.Entry.<Said, Instant>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry::getKey, Said.ORDER);

    private record Named(String source, String name) {}

    private Memory() {}

    /** What is kept of {@code known}, which was kept before, and what is {@code heard} now. */
    public static Map<Said, Instant> of(Map<Said, Instant> known, Map<Said, Instant> heard) {
        var all = new HashMap<>(known);
        heard.forEach((said, at) -> all.merge(said, at, Memory::later));
        // Mostly so few that no bound is reached, whatever their sources and names.
        return all.size() <= VALUES_OF_A_NAME ? all : latest(all);
    }

    /** The later of the two. */
    public static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Map<Said, Instant> latest(Map<Said, Instant> all) {
        var kept = HashMap.<Said, Instant>newHashMap(all.size());
        var ofNames = new HashMap<Named, Integer>();
        var ofSources = new HashMap<String, Integer>();
        all.entrySet().stream().sorted(LATEST_FIRST).forEach(each -> {
            var said = each.getKey();
            if (ofNames.merge(new Named(said.source(), said.name()), 1, Integer::sum) <= VALUES_OF_A_NAME
                    && ofSources.merge(said.source(), 1, Integer::sum) <= OF_A_SOURCE) {
                kept.put(said, each.getValue());
            }
        });
        return kept;
    }
}
