package io.throughline.journey.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A journey while interactions are being applied to it. */
final class OpenJourney implements JourneySoFar {

    private final String definition;
    private final DefinitionVersion version;
    private final String correlation;
    private final Position entry;
    private final List<Transition> transitions;
    private final List<Step> steps;
    private final long sealedSteps;

    private JourneyState state;
    private Position last;
    private String lastTeam;
    private String lastTouchpoint;
    private String lastChannel;
    private Instant endedAt;
    private Tally tally;

    /** Begins with {@code interaction}, which matches an entry rule of {@code version}. */
    OpenJourney(String definition, DefinitionVersion version, String correlation, Interaction interaction, Matches matches) {
        this.definition = definition;
        this.version = version;
        this.correlation = correlation;
        this.entry = interaction.position();
        this.transitions = new ArrayList<>();
        this.steps = new ArrayList<>();
        this.sealedSteps = 0;
        this.state = JourneyState.ACTIVE;
        this.tally = Tally.NOTHING;
        this.lastTeam = "";
        this.lastTouchpoint = "";
        this.lastChannel = "";
        record(TransitionKind.ENTERED, interaction);
        take(interaction, matches);
    }

    /** Goes on from where {@code journey} stood. */
    OpenJourney(Journey journey, DefinitionVersion version) {
        this.definition = journey.definition();
        this.version = version;
        this.correlation = journey.correlation();
        this.entry = journey.entry();
        this.transitions = new ArrayList<>(journey.transitions());
        this.steps = new ArrayList<>(journey.steps());
        this.sealedSteps = journey.sealedSteps();
        this.state = journey.state();
        this.last = journey.last();
        this.lastTeam = journey.lastTeam();
        this.lastTouchpoint = journey.steps().getLast().touchpoint();
        this.lastChannel = journey.steps().getLast().channel();
        this.endedAt = journey.endedAt().orElse(null);
        this.tally = journey.tally();
    }

    DefinitionVersion version() {
        return version;
    }

    boolean isOpen() {
        return state.isOpen();
    }

    UUID id() {
        return Ids.journey(definition, entry.id());
    }

    int transitionCount() {
        return transitions.size();
    }

    /** Those from the place {@code first} on. */
    List<Transition> transitionsFrom(int first) {
        return List.copyOf(transitions.subList(first, transitions.size()));
    }

    /** When time alone will next change this journey. */
    Optional<Instant> due() {
        var deadlines = deadlines();
        return deadlines.isEmpty() ? Optional.empty() : Optional.of(deadlines.getFirst().at());
    }

    /** What silence brings, the next first; of a stall and an end at the same time the stall. */
    List<Deadline> deadlines() {
        var deadlines = new ArrayList<Deadline>(2);
        if (state.isOpen()) {
            var abandons = version.abandonDeadline(last.occurredAt());
            if (state == JourneyState.ACTIVE) {
                version.stallDeadline(last.occurredAt())
                        .filter(stalls -> abandons.filter(stalls::isAfter).isEmpty())
                        .ifPresent(stalls -> deadlines.add(new Deadline(TransitionKind.STALLED, stalls)));
            }
            abandons.ifPresent(at -> deadlines.add(new Deadline(TransitionKind.ABANDONED, at)));
        }
        return deadlines;
    }

    /** Lets the next deadline pass. */
    void pass(Deadline next) {
        if (next.brings() == TransitionKind.STALLED) {
            state = JourneyState.STALLED;
            record(TransitionKind.STALLED, next.at(), last.id(), "");
        } else {
            end(TransitionKind.ABANDONED, next.at(), last.id());
        }
    }

    /** Applies an interaction that belongs to this journey. */
    void apply(Interaction interaction, Matches matches) {
        boolean resumes =
                switch (state) {
                    case STALLED -> true;
                    // To be told again that it was given up does not take it up.
                    case ABANDONED -> !matches.end().equals(Optional.of(TransitionKind.ABANDONED));
                    case ACTIVE, ACHIEVED, EXITED -> false;
                };
        if (resumes) {
            state = JourneyState.ACTIVE;
            endedAt = null;
            record(TransitionKind.RESUMED, interaction);
        }
        take(interaction, matches);
    }

    private void take(Interaction interaction, Matches matches) {
        var team = version.team(interaction.touchpoint());
        boolean handover = tally.interactions() > 0
                && (!interaction.channel().equals(lastChannel) || !team.equals(lastTeam));
        tally = tally.plus(interaction, handover);
        steps.add(new Step(interaction.touchpoint(), interaction.channel(), interaction.occurredAt()));
        last = interaction.position();
        lastTouchpoint = interaction.touchpoint();
        lastChannel = interaction.channel();
        lastTeam = team;

        for (var moment : matches.moments()) {
            if (!reached().contains(moment)) {
                record(TransitionKind.REACHED, interaction.occurredAt(), interaction.id(), moment);
            }
        }
        if (state.isOpen()) {
            matches.end().ifPresent(how -> end(how, interaction.occurredAt(), interaction.id()));
        }
    }

    private void end(TransitionKind how, Instant at, UUID cause) {
        state = switch (how) {
            case ACHIEVED -> JourneyState.ACHIEVED;
            case ABANDONED -> JourneyState.ABANDONED;
            case EXITED -> JourneyState.EXITED;
            case ENTERED, REACHED, STALLED, RESUMED -> throw new IllegalArgumentException(how + " is no end");
        };
        endedAt = at;
        record(how, at, cause, "");
    }

    private void record(TransitionKind kind, Interaction cause) {
        record(kind, cause.occurredAt(), cause.id(), "");
    }

    private void record(TransitionKind kind, Instant at, UUID cause, String moment) {
        transitions.add(new Transition(kind, at, cause, moment));
    }

    Journey snapshot() {
        return new Journey(
                definition,
                version.number(),
                correlation,
                state,
                entry,
                last,
                lastTeam,
                Optional.ofNullable(endedAt),
                tally,
                transitions,
                sealedSteps,
                steps);
    }

    @Override
    public Optional<JourneyState> state() {
        return Optional.of(state);
    }

    @Override
    public Optional<Instant> startedAt() {
        return Optional.of(entry.occurredAt());
    }

    @Override
    public long interactions() {
        return tally.interactions();
    }

    @Override
    public long handovers() {
        return tally.handovers();
    }

    @Override
    public String lastTouchpoint() {
        return lastTouchpoint;
    }

    @Override
    public String lastChannel() {
        return lastChannel;
    }

    @Override
    public Set<String> reached() {
        return transitions.stream()
                .filter(transition -> transition.kind() == TransitionKind.REACHED)
                .map(Transition::moment)
                .collect(Collectors.toUnmodifiableSet());
    }
}
