package io.throughline.journey.interaction;

import io.throughline.journey.fold.Interaction;
import java.util.UUID;

/** A stored interaction and whose it is. */
public record OwnedInteraction(UUID customer, Anchor anchor, Interaction interaction) {}
