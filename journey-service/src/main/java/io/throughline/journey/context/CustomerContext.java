package io.throughline.journey.context;

import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.RecentInteraction;
import io.throughline.journey.journey.WholeJourney;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a channel needs in order not to ask a customer again.
 *
 * @param journeys under way, then ended, each latest first
 * @param interactions latest first, without readings
 * @param anchor of the latest interaction; empty when there is none
 * @param asOf what the clock shows; empty when it shows nothing yet
 */
public record CustomerContext(
        UUID customer,
        List<WholeJourney> journeys,
        List<RecentInteraction> interactions,
        Optional<Anchor> anchor,
        Optional<Instant> asOf) {}
