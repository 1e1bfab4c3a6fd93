package io.throughline.journey.feed;

import io.throughline.journey.feed.JourneyNews.Gone;
import io.throughline.journey.feed.JourneyNews.Standing;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.JourneyQueries.Place;
import io.throughline.kit.feed.FeedRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Joins changes with what became of their journeys. */
@ApplicationScoped
public class JourneyStates {

    /** Stored bytes of journeys in one page; a journey takes a multiple of them in memory and on the wire. */
    private static final long MOST_BYTES = 2 << 20;

    private final JourneyQueries journeys;

    @Inject
    public JourneyStates(JourneyQueries journeys) {
        this.journeys = journeys;
    }

    /** The first of {@code rows}, as many as {@link #MOST_BYTES} allow. */
    List<JourneyNews> of(List<FeedRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var places = new LinkedHashSet<Place>();
        rows.forEach(row -> places.add(place(row)));
        var found = journeys.first(places, MOST_BYTES);
        var news = new ArrayList<JourneyNews>(rows.size());
        for (var row : rows) {
            var place = place(row);
            if (!found.looked().contains(place)) {
                break;
            }
            var journey = found.standing().get(place);
            news.add(journey != null ? new Standing(row, journey) : gone(row, Optional.ofNullable(found.gone().get(place))));
        }
        return news;
    }

    private static Gone gone(FeedRow row, Optional<JourneyQueries.Gone> left) {
        return new Gone(
                row,
                left.flatMap(JourneyQueries.Gone::replacedBy),
                left.map(JourneyQueries.Gone::revision).orElse(0L),
                left.map(JourneyQueries.Gone::standingSince).orElse(1L));
    }

    private static Place place(FeedRow row) {
        return new Place(row.customer(), row.subject());
    }
}
