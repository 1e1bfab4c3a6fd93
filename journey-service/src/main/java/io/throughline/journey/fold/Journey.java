package io.throughline.journey.fold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One customer's run through one definition, as it stands.
 *
 * @param version number of the definition's version that the journey follows
 * @param migratedAt since when it does, unless from its beginning
 * @param correlation tells it from others of the same customer and definition; empty without {@code correlate_by}
 * @param stage the one of its definition into which it was led last; empty before the first
 * @param entry the interaction that it began with
 * @param last its last interaction
 * @param lastTeam the owning team of the last touchpoint; empty when none is named
 * @param endedAt when it was achieved, abandoned or exited; empty while it is open
 * @param transitions in order of time
 * @param signals what was noticed, one of each kind at most, in the order of kinds
 * @param sealed its first steps, where they are kept elsewhere and do not stand in {@code steps}
 * @param steps the steps after those, in order of time; never empty
 */
public record Journey(
        String definition,
        int version,
        Optional<Instant> migratedAt,
        String correlation,
        JourneyState state,
        String stage,
        Position entry,
        Position last,
        String lastTeam,
        Optional<Instant> endedAt,
        Tally tally,
        List<Transition> transitions,
        List<Signal> signals,
        Sealed sealed,
        List<Step> steps) {

    public Journey {
        transitions = List.copyOf(transitions);
        signals = List.copyOf(signals);
        steps = List.copyOf(steps);
    }

    /** The same as long as the journey begins with the same interaction. */
    public UUID id() {
        return Ids.journey(definition, entry.id());
    }

    /** The moments of truth that it has reached, by name. */
    public Set<String> reached() {
        return transitions.stream()
                .filter(transition -> transition.kind() == TransitionKind.REACHED)
                .map(Transition::moment)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The next change that time alone will bring, unless something happens first. */
    public Optional<Instant> due(Definition definition) {
        return new OpenJourney(this, definition.version(version), new Readings()).due();
    }
}
