package io.throughline.journey.listing;

import io.throughline.journey.definition.MapsInForce;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.listing.ListingStore.Candidate;
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

    /** By a page that takes only some of what it looks at, in journeys; a stage stands in the state alone, which is decoded. */
    private static final int LOOKED_AT = 1_000;

    /** By a page that is asked for signals, which stand in a column. */
    private static final int PASSED_OVER = 10_000;

    private final Database database;
    private final MapsInForce maps;
    private final JourneyQueries journeys;
    private final int lookedAt;
    private final int passedOver;

    @Inject
    public JourneyListing(Database database, MapsInForce maps, JourneyQueries journeys) {
        this(database, maps, journeys, LOOKED_AT, PASSED_OVER);
    }

    /**
     * @param lookedAt journeys of which a page looks at the state, at least as many as the page has room for
     * @param passedOver journeys of which a page looks at the columns, at least as many
     */
    JourneyListing(Database database, MapsInForce maps, JourneyQueries journeys, int lookedAt, int passedOver) {
        this.database = database;
        this.maps = maps;
        this.journeys = journeys;
        this.lookedAt = lookedAt;
        this.passedOver = passedOver;
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
        // No index leads to a stage or a signal, as they change too often: of those that the others lead to, a bounded number is
        // looked at.
        int decoded = wanted.stage().isPresent() ? Math.max(size, lookedAt) : size;
        int most = wanted.signals().isEmpty() ? decoded : Math.max(decoded, passedOver);
        var candidates = ListingStore.candidates(transaction, wanted, definitions(transaction, wanted), after, most + 1);
        boolean isAll = candidates.size() <= most;
        var looked = isAll ? candidates : candidates.subList(0, most);
        var found = journeys.first(
                transaction,
                looked.stream().filter(Candidate::hasSignals).limit(decoded).map(Candidate::at).toList(),
                MOST_BYTES);
        var told = new ArrayList<WholeJourney>();
        var end = Optional.<Place>empty();
        for (var candidate : looked) {
            if (candidate.hasSignals()) {
                if (told.size() == size || !found.looked().contains(candidate.at())) {
                    return new Page(told, end);
                }
                var journey = found.standing().get(candidate.at());
                // What a release before this one changed during a rollout stands in the list as it was before.
                if (wanted.isMetBy(journey.journey())) {
                    told.add(journey);
                }
            }
            end = Optional.of(candidate.place());
        }
        return new Page(told, isAll ? Optional.empty() : end);
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
