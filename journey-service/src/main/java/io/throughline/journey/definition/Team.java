package io.throughline.journey.definition;

import java.util.List;

/**
 * A team that takes part in a journey.
 *
 * @param touchpoints that it owns; may be empty
 */
public record Team(String name, List<String> touchpoints) {

    public Team {
        touchpoints = List.copyOf(touchpoints);
    }
}
