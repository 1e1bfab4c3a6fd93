package io.throughline.kit.feed;

import io.throughline.feed.v1.SlotPosition;
import java.util.List;
import java.util.Optional;

/**
 * A page of what all changes of some slots have come to, told as changes.
 *
 * @param next the token of the next page; empty on the last
 * @param positions of the slots, from where to follow the feed once all pages have been dealt with
 * @param <C> one change
 */
public record FeedSnapshot<C>(List<C> changes, Optional<String> next, List<SlotPosition> positions) {}
