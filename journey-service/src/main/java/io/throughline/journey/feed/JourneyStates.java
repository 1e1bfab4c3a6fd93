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

/** Joins changes with what became of their journeys. */
@ApplicationScoped
public class JourneyStates {

    private final JourneyQueries journeys;

    @Inject
    public JourneyStates(JourneyQueries journeys) {
        this.journeys = journeys;
    }

    List<JourneyNews> of(List<FeedRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var places = new LinkedHashSet<Place>();
        rows.forEach(row -> places.add(new Place(row.customer(), row.subject())));
        var found = journeys.at(places);
        var news = new ArrayList<JourneyNews>(rows.size());
        for (var row : rows) {
            var place = new Place(row.customer(), row.subject());
            var journey = found.standing().get(place);
            news.add(journey != null ? new Standing(row, journey) : new Gone(row, found.replacement(place)));
        }
        return news;
    }
}
