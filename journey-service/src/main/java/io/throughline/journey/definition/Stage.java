package io.throughline.journey.definition;

import io.throughline.journey.fold.Condition;
import io.throughline.journey.fold.StageRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * A phase of the journey, which an interaction with one of its touchpoints brings it into. Of several stages that match, the
 * first in the order of the definition counts.
 *
 * @param expression what {@code when} says, as it was written; empty when it always holds
 */
public record Stage(String name, String title, List<String> touchpoints, Condition when, String expression) {

    public Stage {
        touchpoints = List.copyOf(touchpoints);
    }

    /** As the fold follows it. */
    Stream<StageRule> rules() {
        return touchpoints.stream().map(touchpoint -> new StageRule(name, touchpoint, when));
    }
}
