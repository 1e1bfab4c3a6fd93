package io.throughline.journey.api;

import io.throughline.journey.feed.JourneyNews;
import io.throughline.journey.feed.JourneyNews.Standing;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.ToldLater;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Words a page of the feed: each journey is told once, at its last change, and what would exceed the page is left out. */
final class ChangePage {

    /** Half of what a reader takes. */
    private static final long MOST_BYTES = 8 << 20;

    private final Map<UUID, Journey> journeys = new HashMap<>();
    private final Map<UUID, Integer> lastPlaces = new HashMap<>();

    /** Of which not all changes of the page came of the past. */
    private final Set<UUID> inTheNews = new HashSet<>();

    private ChangePage() {}

    /** The changes of the first of {@code news}, of one at least. */
    static List<JourneyChange> of(List<JourneyNews> news) {
        return of(news, MOST_BYTES);
    }

    static List<JourneyChange> of(List<JourneyNews> news, long mostBytes) {
        var page = new ChangePage();
        var taken = news.subList(0, page.take(news, mostBytes));
        return IntStream.range(0, taken.size())
                .mapToObj(place -> page.change(taken.get(place), place))
                .toList();
    }

    /** Words the journeys, and answers how many changes there is room for. */
    private int take(List<JourneyNews> news, long mostBytes) {
        long bytes = 0;
        for (int place = 0; place < news.size(); place++) {
            if (news.get(place) instanceof Standing standing) {
                var id = standing.row().subject();
                if (!journeys.containsKey(id)) {
                    var journey = JourneyMessages.journey(standing.journey());
                    bytes += journey.getSerializedSize();
                    if (bytes > mostBytes && place > 0) {
                        return place;
                    }
                    journeys.put(id, journey);
                }
                lastPlaces.put(id, place);
            }
            if (!news.get(place).row().backfill()) {
                inTheNews.add(news.get(place).row().subject());
            }
        }
        return news.size();
    }

    private JourneyChange change(JourneyNews news, int place) {
        var change = JourneyChange.newBuilder()
                .setHeader(news.row().header())
                .setJourneyId(news.row().subject().toString());
        boolean backfill = news.isBackfill() && !inTheNews.contains(news.row().subject());
        switch (news) {
            case JourneyNews.Gone gone -> change.setTombstone(JourneyMessages.tombstone(gone)).setBackfill(backfill);
            case Standing standing -> {
                var id = standing.row().subject();
                if (lastPlaces.get(id) == place) {
                    change.setJourney(journeys.get(id)).setBackfill(backfill);
                } else {
                    change.setToldLater(ToldLater.getDefaultInstance());
                }
            }
        }
        return change.build();
    }
}
