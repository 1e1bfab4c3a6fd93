package io.throughline.journey.listing;

import io.throughline.journey.definition.MapsInForce;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.redirect.PresentCustomer;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.page.PageToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists journeys page by page. What changes while somebody pages is told as it stands when its page is read. */
@ApplicationScoped
public class JourneyListing {

    /**
     * Journeys of a list, in its order.
     *
     * @param end after which the next page begins; empty on the last one
     */
    public record Page(List<WholeJourney> journeys, Optional<Place> end) {

        public Page {
            journeys = List.copyOf(journeys);
        }
    }

    /** Of journeys as stored; a journey takes a multiple of them in memory. */
    private static final long MOST_BYTES = 2 << 20;

    /** By a page that takes only some of what it looks at, in journeys. */
    private static final int LOOKED_AT = 1_000;

    private final Database database;
    private final MapsInForce maps;
    private final JourneyQueries journeys;

    @Inject
    public JourneyListing(Database database, MapsInForce maps, JourneyQueries journeys) {
        this.database = database;
        this.maps = maps;
        this.journeys = journeys;
    }

    /**
     * @param token of the page before; empty for the first
     * @param size of the page, in journeys
     */
    public Page list(Wanted wanted, String token, int size) {
        var after = PageToken.read(token).map(Place::read);
        return database.inSnapshot(transaction -> page(transaction, wanted, after, size));
    }

    private Page page(Transaction transaction, Wanted asked, Optional<Place> after, int size) {
        var wanted = asked.of(customer -> PresentCustomer.of(transaction, customer));
        // No index leads to a stage, as it changes too often: of those that the others lead to, a bounded number is looked at.
        int most = wanted.stage().isPresent() ? Math.max(size, LOOKED_AT) : size;
        var places = ListingStore.places(transaction, wanted, definitions(transaction, wanted), after, most + 1);
        var found = journeys.first(transaction, places.subList(0, Math.min(most, places.size())), MOST_BYTES);
        var told = new ArrayList<WholeJourney>();
        var end = Optional.<Place>empty();
        for (var place : places) {
            if (told.size() == size || !found.looked().contains(place)) {
                return new Page(told, end);
            }
            var journey = found.standing().get(place);
            end = Optional.of(Place.of(journey));
            // What a release before this one changed during a rollout stands in the list as it was before.
            if (wanted.isMetBy(journey.journey())) {
                told.add(journey);
            }
        }
        return new Page(told, Optional.empty());
    }

    /** Null for all. */
    private List<String> definitions(Transaction transaction, Wanted wanted) {
        if (wanted.owner().isEmpty() && wanted.lifecycleStage().isEmpty()) {
            return wanted.definition().map(List::of).orElse(null);
        }
        return maps.read(transaction).stream()
                .filter(map -> wanted.owner().filter(owner -> !owner.equals(map.charter().owner())).isEmpty())
                .filter(map -> wanted.lifecycleStage().isEmpty()
                        || wanted.lifecycleStage().equals(map.charter().lifecycleStage()))
                .map(map -> map.name())
                .filter(name -> wanted.definition().filter(definition -> !definition.equals(name)).isEmpty())
                .toList();
    }
}
