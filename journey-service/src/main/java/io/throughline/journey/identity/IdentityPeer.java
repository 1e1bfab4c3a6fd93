package io.throughline.journey.identity;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.kit.feed.FeedLag;
import java.time.Duration;
import java.util.List;

/** What journey-service asks of identity-service. Waits for the answer; throws when it cannot be reached. */
public interface IdentityPeer {

    /** One for each observation, in their order. */
    List<Resolution> resolve(List<Observation> observations);

    /** Who holds {@code identifier} now. Refuses with NOT_FOUND one that was never observed. */
    Customer find(Identifier identifier);

    /** The feed of changes of customers, each with all its departures. */
    List<CustomerChange> changes(List<SlotPosition> positions, int pageSize, Duration wait);

    /** How much of that feed lies beyond {@code positions}; in each slot, counting ends after {@code countUpTo}, 0 counts all. */
    FeedLag lag(List<SlotPosition> positions, int countUpTo);
}
