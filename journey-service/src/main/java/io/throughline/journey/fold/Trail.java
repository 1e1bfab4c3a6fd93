package io.throughline.journey.fold;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The way that a journey took through touchpoints, as far as it has to be remembered to notice that it goes in circles. Bounded
 * by the number of touchpoints that the definition names.
 *
 * @param visited every touchpoint of the way
 * @param last empty before the first
 * @param beforeLast empty before the second
 * @param swings how often, in a row up to now, the way went back to the touchpoint before last; counted to {@link #TO_AND_FRO}
 */
public record Trail(Set<String> visited, String last, String beforeLast, int swings) {

    /** Nothing was visited yet. */
    public static final Trail NONE = new Trail(Set.of(), "", "", 0);

    /** A, B, A is one swing; A, B, A, B are two. */
    static final int TO_AND_FRO = 2;

    public Trail {
        visited = Set.copyOf(visited);
    }

    /** This way and {@code touchpoint} after it. */
    Trail plus(String touchpoint) {
        int further = swingsTo(touchpoint) ? Math.min(swings + 1, TO_AND_FRO) : 0;
        return new Trail(visitedWith(touchpoint), touchpoint, last, further);
    }

    /** This way and {@code steps} after it. */
    public Trail plus(List<Step> steps) {
        var trail = this;
        for (var step : steps) {
            trail = trail.plus(step.touchpoint());
        }
        return trail;
    }

    /** Almost always the same set: a journey knows its touchpoints soon. */
    private Set<String> visitedWith(String touchpoint) {
        if (visited.contains(touchpoint)) {
            return visited;
        }
        var more = new HashSet<>(visited);
        more.add(touchpoint);
        return more;
    }

    private boolean swingsTo(String touchpoint) {
        return touchpoint.equals(beforeLast) && !touchpoint.equals(last);
    }

    boolean isRepeatedBy(String touchpoint) {
        return touchpoint.equals(last);
    }

    /** Whether {@code touchpoint} was visited, with others after it. */
    boolean isLoopedBy(String touchpoint) {
        return !touchpoint.equals(last) && visited.contains(touchpoint);
    }

    boolean goesToAndFroBy(String touchpoint) {
        return swingsTo(touchpoint) && swings + 1 >= TO_AND_FRO;
    }
}
