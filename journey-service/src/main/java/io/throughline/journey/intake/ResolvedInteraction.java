package io.throughline.journey.intake;

import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.AttributeJson;
import io.throughline.journey.interaction.NewInteraction;
import java.util.UUID;

/**
 * An interaction and whose it is, as identity-service answered at some time.
 *
 * @param set its identifiers, as {@link KnownIdentifiers} names them
 */
record ResolvedInteraction(CheckedInteraction checked, UUID set, UUID customer, Anchor anchor) {

    NewInteraction ownedBy(UUID owner, boolean waiting) {
        var comment = checked.message().getFeedback().getComment();
        return new NewInteraction(
                owner,
                checked.interaction(),
                anchor,
                AttributeJson.json(checked.interaction().attributes()),
                comment.isEmpty() ? null : comment,
                waiting);
    }
}
