package io.throughline.journey.fold;

import java.time.Instant;

/** One interaction as a part of a journey. */
public record Step(String touchpoint, String channel, Instant occurredAt) {}
