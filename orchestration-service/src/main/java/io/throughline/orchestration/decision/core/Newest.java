package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Picks from what a feed tells at least once, and in any order between its slots, what is news. */
public final class Newest {

    private Newest() {}

    /** The journeys that {@code changes} are about, and those that take the place of withdrawn ones. */
    public static Set<UUID> concerned(List<? extends Change> changes) {
        return changes.stream()
                .flatMap(change -> switch (change) {
                    case Change.Told told -> Stream.of(told.journey());
                    case Change.Withdrawn gone -> Stream.concat(Stream.of(gone.journey()), gone.replacedBy().stream());
                })
                .collect(Collectors.toSet());
    }

    /**
     * Whether {@code news} tell of a journey that came back from being withdrawn in favour of another. A feed tells newest states:
     * what is known of that other is older than the news, and that it stood for this one can be read nowhere any more. What is to
     * be sent for it, if it is sent before it is told again, may be sent twice.
     */
    public static boolean tellOfAReturn(List<Change> news, Collection<KnownJourney> known) {
        Map<UUID, KnownJourney> before = new HashMap<>();
        known.forEach(journey -> before.put(journey.id(), journey));
        return news.stream().anyMatch(change -> before.containsKey(change.journey())
                ? before.get(change.journey()).comesBackWith(change)
                : change.standingSince() > 1);
    }

    /** The newest change of each journey, unless it is not above what is known. */
    public static List<Change> of(List<? extends Change> changes, Collection<KnownJourney> known) {
        Map<UUID, KnownJourney> newest = new HashMap<>();
        known.forEach(journey -> newest.put(journey.id(), journey));
        Map<UUID, Change> news = new LinkedHashMap<>();
        for (var change : changes) {
            var before = newest.get(change.journey());
            if (before == null || before.isBefore(change)) {
                newest.put(change.journey(), KnownJourney.after(change));
                news.put(change.journey(), change);
            }
        }
        return List.copyOf(news.values());
    }
}
