package io.throughline.journey.interaction;

import io.throughline.journey.fold.Interaction;
import java.util.UUID;

/**
 * An interaction on its way into its table.
 *
 * @param attributes as JSON; {@code null} when there are none
 * @param comment {@code null} when there is none
 * @param waiting it occurs after what the clock shows
 */
public record NewInteraction(
        UUID customer,
        Interaction interaction,
        Anchor anchor,
        String attributes,
        String comment,
        boolean waiting) {}
