package io.throughline.journey.listing;

import io.throughline.journey.definition.MapsInForce;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.Signal;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.redirect.PresentCustomer;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.page.PageToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
    public record Page(List<WholeJourney> journeys, Optional<Place> end) {}

    /** Of journeys as stored; a journey takes a multiple of them in memory. */
    private static final long MOST_BYTES = 2 << 20;

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
        var definitions = definitions(transaction, wanted);
        var places = ListingStore.places(transaction, wanted, definitions, after, size + 1);
        var page = places.subList(0, Math.min(size, places.size()));
        var found = journeys.first(transaction, page, MOST_BYTES);
        var told = page.stream().takeWhile(found.looked()::contains).map(found.standing()::get).toList();
        boolean isMore = told.size() < places.size();
        return new Page(
                told.stream().filter(journey -> isWanted(wanted, journey.journey())).toList(),
                isMore ? Optional.of(Place.of(told.getLast())) : Optional.empty());
    }

    /** Null for all. */
    private List<String> definitions(Transaction transaction, Wanted wanted) {
        if (wanted.owner().isEmpty() && wanted.stage().isEmpty()) {
            return wanted.definition().map(List::of).orElse(null);
        }
        return maps.read(transaction).stream()
                .filter(map -> wanted.owner().filter(owner -> !owner.equals(map.charter().owner())).isEmpty())
                .filter(map -> wanted.stage().isEmpty() || wanted.stage().equals(map.charter().lifecycleStage()))
                .map(map -> map.name())
                .filter(name -> wanted.definition().filter(definition -> !definition.equals(name)).isEmpty())
                .toList();
    }

    /** What a release before this one changed during a rollout stands in the list as it was before. */
    private static boolean isWanted(Wanted wanted, Journey journey) {
        return (wanted.states().isEmpty() || wanted.states().contains(journey.state()))
                && (wanted.signals().isEmpty()
                        || journey.signals().stream().map(Signal::kind).anyMatch(wanted.signals()::contains));
    }
}
