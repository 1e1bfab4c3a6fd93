package io.throughline.journey.fold;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a definition, compiled: its rules by the touchpoint that they name, so that an interaction costs the rules
 * that could apply and no others.
 */
public final class DefinitionVersion {

    private final int number;
    private final Instant effectiveFrom;
    private final List<Rule> rules;
    private final Map<String, List<Rule>> byTouchpoint;
    private final Map<String, String> teams;
    private final Duration stallAfter;
    private final Duration abandonAfter;
    private final Duration targetTime;
    private final AfterEnd afterEnd;
    private final List<String> stages;
    private final Map<String, List<StageRule>> stageRules;

    /**
     * @param number 1, 2, 3…
     * @param effectiveFrom journeys that begin at or after it follow this version; {@link Instant#MIN} on the first
     * @param teams the owning team of a touchpoint, where one is named
     * @param stallAfter silence after which an active journey stalls, or {@code null}
     * @param abandonAfter silence after which an open journey is abandoned, or {@code null}
     * @param targetTime how long a journey should take at most, or {@code null}
     */
    public DefinitionVersion(
            int number,
            Instant effectiveFrom,
            List<Rule> rules,
            Map<String, String> teams,
            Duration stallAfter,
            Duration abandonAfter,
            Duration targetTime,
            AfterEnd afterEnd) {
        this(number, effectiveFrom, rules, teams, stallAfter, abandonAfter, targetTime, afterEnd, List.of());
    }

    private DefinitionVersion(
            int number,
            Instant effectiveFrom,
            List<Rule> rules,
            Map<String, String> teams,
            Duration stallAfter,
            Duration abandonAfter,
            Duration targetTime,
            AfterEnd afterEnd,
            List<StageRule> stages) {
        this.number = number;
        this.effectiveFrom = effectiveFrom;
        this.rules = List.copyOf(rules);
        this.byTouchpoint = rules.stream().collect(groupingBy(Rule::touchpoint));
        this.teams = Map.copyOf(teams);
        this.stallAfter = stallAfter;
        this.abandonAfter = abandonAfter;
        this.targetTime = targetTime;
        this.afterEnd = afterEnd;
        this.stages = stages.stream().map(StageRule::stage).distinct().toList();
        this.stageRules = stages.stream().collect(groupingBy(StageRule::touchpoint));
    }

    /** This with the rules of its stages, in their order: of several that match, the first counts. */
    public DefinitionVersion through(List<StageRule> stages) {
        return new DefinitionVersion(
                number, effectiveFrom, rules, teams, stallAfter, abandonAfter, targetTime, afterEnd, stages);
    }

    public int number() {
        return number;
    }

    public Instant effectiveFrom() {
        return effectiveFrom;
    }

    public AfterEnd afterEnd() {
        return afterEnd;
    }

    /** All rules, in the definition's order. */
    public List<Rule> rules() {
        return rules;
    }

    /** The names of all stages, in the definition's order. */
    public List<String> stages() {
        return stages;
    }

    /** The touchpoints that this version names. */
    public Set<String> touchpoints() {
        return byTouchpoint.keySet();
    }

    /**
     * The rules that could yet change {@code journey}, which follows this version: its ends, and moments that it has not
     * reached. None once it has ended.
     */
    public List<Rule> awaited(Journey journey) {
        if (!journey.state().isOpen()) {
            return List.of();
        }
        var reached = journey.reached();
        return rules.stream()
                .filter(rule -> switch (rule.kind()) {
                    case GOAL, EXIT, ABANDONMENT -> true;
                    case MOMENT -> !reached.contains(rule.moment());
                    case ENTRY, PART, ERROR -> false;
                })
                .toList();
    }

    /** The team that owns {@code touchpoint}; empty when none is named. */
    String team(String touchpoint) {
        return teams.getOrDefault(touchpoint, "");
    }

    /** The rules that {@code interaction} matches, given the journey before it. */
    Matches match(Interaction interaction, JourneySoFar journey) {
        var matches = new Matches();
        for (var rule : byTouchpoint.getOrDefault(interaction.touchpoint(), List.of())) {
            if (rule.when().holds(interaction, journey)) {
                matches.add(rule);
            }
        }
        stage(interaction, journey).ifPresent(matches::lead);
        return matches;
    }

    private Optional<String> stage(Interaction interaction, JourneySoFar journey) {
        for (var rule : stageRules.getOrDefault(interaction.touchpoint(), List.of())) {
            if (rule.when().holds(interaction, journey)) {
                return Optional.of(rule.stage());
            }
        }
        return Optional.empty();
    }

    Optional<Instant> stallDeadline(Instant lastInteraction) {
        return Optional.ofNullable(stallAfter).map(lastInteraction::plus);
    }

    Optional<Instant> abandonDeadline(Instant lastInteraction) {
        return Optional.ofNullable(abandonAfter).map(lastInteraction::plus);
    }

    Optional<Instant> targetDeadline(Instant entry) {
        return Optional.ofNullable(targetTime).map(entry::plus);
    }
}
