package io.throughline.journey.definition;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition's YAML says, checked and compiled.
 *
 * @param goal what the customer wants, in words; may be empty
 * @param owner who answers for the journey; may be empty
 * @param teams the owning team of a touchpoint, where one is named
 * @param effectiveFrom as written; empty when it was left out
 */
public record JourneyMap(
        String name,
        String title,
        String goal,
        Optional<LifecycleStage> lifecycleStage,
        String owner,
        List<Moment> moments,
        List<Rule> rules,
        Map<String, String> teams,
        Optional<Duration> stallAfter,
        Optional<Duration> abandonAfter,
        Optional<Duration> targetTime,
        Optional<String> correlateBy,
        AfterEnd afterEnd,
        Optional<Instant> effectiveFrom) {

    public JourneyMap {
        moments = List.copyOf(moments);
        rules = List.copyOf(rules);
        teams = Map.copyOf(teams);
    }

    /** As the fold follows it, under {@code number}, for journeys that begin at or after {@code effectiveFrom}. */
    DefinitionVersion version(int number, Instant effectiveFrom) {
        return new DefinitionVersion(
                number,
                effectiveFrom,
                rules,
                teams,
                stallAfter.orElse(null),
                abandonAfter.orElse(null),
                targetTime.orElse(null),
                afterEnd);
    }
}
