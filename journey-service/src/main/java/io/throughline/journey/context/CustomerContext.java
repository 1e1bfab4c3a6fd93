package io.throughline.journey.context;

import io.throughline.journey.interaction.RecentInteraction;
import io.throughline.journey.journey.WholeJourney;
import java.util.List;
import java.util.UUID;

/**
 * All that a channel needs in order not to ask a customer again.
 *
 * @param journeys under way, then ended, each latest first
 * @param interactions latest first
 */
public record CustomerContext(UUID customer, List<WholeJourney> journeys, List<RecentInteraction> interactions) {}
