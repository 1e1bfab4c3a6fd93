package io.throughline.journey.definition;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition's YAML says, checked and compiled.
 *
 * @param stages in their order
 * @param teams those that take part, in the order in which they are written
 * @param stretchTime what {@code targetTime} is to become; shorter
 * @param effectiveFrom as written; empty when it was left out
 */
public record JourneyMap(
        String name,
        DefinitionStatus status,
        Charter charter,
        List<Stage> stages,
        List<Moment> moments,
        List<Rule> rules,
        List<Team> teams,
        Optional<Duration> stallAfter,
        Optional<Duration> abandonAfter,
        Optional<Duration> targetTime,
        Optional<Duration> stretchTime,
        Optional<String> correlateBy,
        AfterEnd afterEnd,
        Optional<Instant> effectiveFrom) {

    public JourneyMap {
        stages = List.copyOf(stages);
        moments = List.copyOf(moments);
        rules = List.copyOf(rules);
        teams = List.copyOf(teams);
    }

    /** The owning team of a touchpoint, where one is named. */
    Map<String, String> owners() {
        var owners = new HashMap<String, String>();
        teams.forEach(team -> team.touchpoints().forEach(touchpoint -> owners.putIfAbsent(touchpoint, team.name())));
        return owners;
    }

    /** The same with another status. */
    JourneyMap as(DefinitionStatus other) {
        return new JourneyMap(
                name,
                other,
                charter,
                stages,
                moments,
                rules,
                teams,
                stallAfter,
                abandonAfter,
                targetTime,
                stretchTime,
                correlateBy,
                afterEnd,
                effectiveFrom);
    }

    /** As the fold follows it, under {@code number}, for journeys that begin at or after {@code effectiveFrom}. */
    DefinitionVersion version(int number, Instant effectiveFrom) {
        // By a retired version no journey begins; so none ever follows it, and none of its rules is ever asked.
        var rules = status == DefinitionStatus.RETIRED ? List.<Rule>of() : this.rules;
        return new DefinitionVersion(
                        number,
                        effectiveFrom,
                        rules,
                        owners(),
                        stallAfter.orElse(null),
                        abandonAfter.orElse(null),
                        targetTime.orElse(null),
                        afterEnd)
                .through(stages.stream().flatMap(Stage::rules).toList());
    }
}
