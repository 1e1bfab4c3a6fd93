package io.throughline.journey.feed;

import java.util.List;

/**
 * What a reader of the feed gets at once.
 *
 * @param more whether there may be more that can be read at once
 */
public record JourneyPage(List<JourneyNews> news, boolean more) {}
