package io.throughline.journey.interaction;

import java.time.Instant;
import java.util.UUID;

/** What a channel is told of one of the latest interactions. */
public record RecentInteraction(UUID id, String source, Instant occurredAt, String channel, String touchpoint) {}
