package io.throughline.identity;

import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Observations of a small town: few enough values that people meet, merge and share devices all the time, and that some
 * devices are found out to be shared only after they had joined people.
 */
public final class RandomObservations {

    private static final List<String> UNIQUE = List.of("crm", "email", "phone");
    private static final List<String> SHAREABLE = List.of("cookie", "device");

    private RandomObservations() {}

    public static List<Observation> of(Random random, int count, int values) {
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < count; i++) {
            Set<Identifier> identifiers = new HashSet<>();
            int size = 1 + random.nextInt(3);
            while (identifiers.size() < size) {
                var namespaces = random.nextInt(100) < 60 ? UNIQUE : SHAREABLE;
                identifiers.add(new Identifier(
                        namespaces.get(random.nextInt(namespaces.size())), "v" + random.nextInt(values)));
            }
            var seen = People.seen(
                    "source-" + random.nextInt(3),
                    People.NOON.plus(random.nextInt(1000), ChronoUnit.SECONDS),
                    identifiers.toArray(Identifier[]::new));
            observations.add(new Observation(
                    seen.identifiers(), seen.source(), seen.observedAt(), said(random, seen.source())));
        }
        return observations;
    }

    /** Of every second nothing. */
    private static Set<Said> said(Random random, String source) {
        var said = new HashSet<Said>();
        for (int i = random.nextBoolean() ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            var value = random.nextBoolean()
                    ? new AttributeValue.Text("" + random.nextInt(3))
                    : new AttributeValue.Number(random.nextInt(3));
            said.add(new Said(source, List.of("plan", "country").get(random.nextInt(2)), value));
        }
        return said;
    }

    /** {@code observations} in another order, some of them repeated, cut into batches. */
    public static List<List<Observation>> cut(Random random, List<Observation> observations, int longest) {
        var all = new ArrayList<>(observations);
        for (var observation : observations) {
            if (random.nextInt(4) == 0) {
                all.add(observation);
            }
        }
        java.util.Collections.shuffle(all, random);
        var batches = new ArrayList<List<Observation>>();
        int start = 0;
        while (start < all.size()) {
            int end = Math.min(all.size(), start + 1 + random.nextInt(longest));
            batches.add(List.copyOf(all.subList(start, end)));
            start = end;
        }
        return batches;
    }
}
