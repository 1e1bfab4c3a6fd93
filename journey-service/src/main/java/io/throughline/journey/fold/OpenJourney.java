package io.throughline.journey.fold;

import io.throughline.journey.fold.Deadline.Brings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A journey while interactions are being applied to it. */
final class OpenJourney implements JourneySoFar {

    private final String definition;
    private final String correlation;
    private final Position entry;
    private final List<Transition> transitions;
    private final List<Step> steps;
    private final Sealed sealed;
    private final Map<SignalKind, Signal> signals = new EnumMap<>(SignalKind.class);
    /** Those of the latest event. */
    private final List<SignalKind> noticed = new ArrayList<>(1);

    private final Readings readings;
    private DefinitionVersion version;

    /** Null while it follows the version that it began with. */
    private Instant migratedAt;

    private JourneyState state;
    private Position last;
    private String stage;
    private String lastTeam;
    private String lastChannel;
    private Trail trail;
    private Instant endedAt;
    private Tally tally;
    private boolean contextPassed;

    /** Begins with {@code interaction}, which matches an entry rule of {@code version}. */
    OpenJourney(
            String definition,
            DefinitionVersion version,
            String correlation,
            Readings readings,
            Interaction interaction,
            Matches matches) {
        this.definition = definition;
        this.version = version;
        this.correlation = correlation;
        this.readings = readings;
        this.entry = interaction.position();
        this.transitions = new ArrayList<>();
        this.steps = new ArrayList<>();
        this.sealed = Sealed.NOTHING;
        this.state = JourneyState.ACTIVE;
        this.tally = Tally.NOTHING;
        this.stage = "";
        this.lastTeam = "";
        this.lastChannel = "";
        this.trail = Trail.NONE;
        record(TransitionKind.ENTERED, interaction);
        take(interaction, matches, true);
    }

    /** Goes on from where {@code journey} stood. */
    OpenJourney(Journey journey, DefinitionVersion version, Readings readings) {
        this.definition = journey.definition();
        this.version = version;
        this.migratedAt = journey.migratedAt().orElse(null);
        this.correlation = journey.correlation();
        this.readings = readings;
        this.entry = journey.entry();
        this.transitions = new ArrayList<>(journey.transitions());
        this.steps = new ArrayList<>(journey.steps());
        this.sealed = journey.sealed();
        journey.signals().forEach(signal -> signals.put(signal.kind(), signal));
        this.state = journey.state();
        this.last = journey.last();
        this.stage = journey.stage();
        this.lastTeam = journey.lastTeam();
        this.lastChannel = journey.steps().getLast().channel();
        this.trail = journey.sealed().trail().plus(journey.steps());
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

    /** What the latest event gave to notice. */
    List<SignalKind> noticed() {
        return List.copyOf(noticed);
    }

    /** Whether the latest interaction was a handover of which the channel that took over had read the context. */
    boolean contextPassed() {
        return contextPassed;
    }

    /** When time alone will next change this journey. */
    Optional<Instant> due() {
        var deadlines = deadlines();
        return deadlines.isEmpty() ? Optional.empty() : Optional.of(deadlines.getFirst().at());
    }

    /** From {@code at} on it follows {@code other}. */
    void migrate(DefinitionVersion other, Instant at) {
        version = other;
        migratedAt = at;
    }

    /** What time will bring, the next first; in the order of {@link Deadline.Brings} at the same time. */
    List<Deadline> deadlines() {
        var deadlines = new ArrayList<Deadline>(3);
        if (state.isOpen()) {
            var abandons = version.abandonDeadline(last.occurredAt());
            if (state == JourneyState.ACTIVE) {
                version.stallDeadline(last.occurredAt())
                        .filter(stalls -> abandons.filter(stalls::isAfter).isEmpty())
                        .ifPresent(stalls -> deadlines.add(deadline(Brings.STALL, stalls)));
            }
            targetDeadline()
                    .filter(target -> abandons.filter(target::isAfter).isEmpty())
                    .ifPresent(target -> deadlines.add(deadline(Brings.OVER_TARGET, target)));
            abandons.ifPresent(at -> deadlines.add(deadline(Brings.ABANDONMENT, at)));
            deadlines.sort(Comparator.comparing(Deadline::at));
        }
        return deadlines;
    }

    /** A version brings nothing before the journey follows it. */
    private Deadline deadline(Brings brings, Instant at) {
        return new Deadline(brings, migratedAt != null && migratedAt.isAfter(at) ? migratedAt : at);
    }

    /** Until when it should be over; empty when that has been missed already, or nothing is asked. */
    private Optional<Instant> targetDeadline() {
        return signals.containsKey(SignalKind.OVER_TARGET) ? Optional.empty() : version.targetDeadline(entry.occurredAt());
    }

    /** Lets the next deadline pass. */
    void pass(Deadline next) {
        noticed.clear();
        switch (next.brings()) {
            case STALL -> {
                state = JourneyState.STALLED;
                record(TransitionKind.STALLED, next.at(), last.id(), "");
                notice(SignalKind.INACTION, next.at(), last.id());
            }
            case OVER_TARGET -> notice(SignalKind.OVER_TARGET, next.at(), entry.id());
            case ABANDONMENT -> end(TransitionKind.ABANDONED, next.at(), last.id());
        }
    }

    /** Applies an interaction that belongs to this journey. */
    void apply(Interaction interaction, Matches matches) {
        noticed.clear();
        boolean underWay = isOpen();
        boolean resumes =
                switch (state) {
                    case STALLED -> true;
                    // To be told again that it was given up does not take it up.
                    case ABANDONED -> !matches.end().equals(Optional.of(TransitionKind.ABANDONED));
                    case ACTIVE, ACHIEVED, EXITED -> false;
                };
        if (resumes) {
            resume(interaction);
        }
        take(interaction, matches, underWay);
    }

    private void resume(Interaction interaction) {
        state = JourneyState.ACTIVE;
        endedAt = null;
        record(TransitionKind.RESUMED, interaction);
        // The target passed while the journey was given up.
        if (targetDeadline().filter(interaction.occurredAt()::isAfter).isPresent()) {
            notice(SignalKind.OVER_TARGET, interaction);
        }
    }

    /** @param underWay only then is there a context to pass on: so what an ended journey is sealed with does not depend on readings to come */
    private void take(Interaction interaction, Matches matches, boolean underWay) {
        var team = version.team(interaction.touchpoint());
        boolean handover = tally.interactions() > 0
                && (!interaction.channel().equals(lastChannel) || !team.equals(lastTeam));
        contextPassed = handover && underWay && readings.areThere(interaction.channel(), last, interaction.position());
        noticeAt(interaction, matches, handover);
        stage = matches.stage().orElse(stage);
        tally = tally.plus(interaction, handover, contextPassed);
        steps.add(new Step(interaction.touchpoint(), interaction.channel(), interaction.occurredAt()));
        trail = trail.plus(interaction.touchpoint());
        last = interaction.position();
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

    /** Notices what {@code interaction} shows, given the way up to it. */
    private void noticeAt(Interaction interaction, Matches matches, boolean handover) {
        var touchpoint = interaction.touchpoint();
        if (trail.isRepeatedBy(touchpoint)) {
            notice(SignalKind.REPEAT, interaction);
        }
        if (trail.isLoopedBy(touchpoint)) {
            notice(SignalKind.LOOP, interaction);
        }
        if (trail.goesToAndFroBy(touchpoint)) {
            notice(SignalKind.PING_PONG, interaction);
        }
        if (matches.isError()) {
            notice(SignalKind.ERROR, interaction);
        }
        if (interaction.feedback().isNegative()) {
            notice(SignalKind.NEGATIVE_FEEDBACK, interaction);
        }
        if (handover) {
            notice(SignalKind.HANDOVER, interaction);
        }
    }

    private void notice(SignalKind kind, Interaction cause) {
        notice(kind, cause.occurredAt(), cause.id());
    }

    private void notice(SignalKind kind, Instant at, UUID cause) {
        noticed.add(kind);
        signals.compute(kind, (_, known) -> known == null ? Signal.once(kind, at, cause) : known.again(at, cause));
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
                Optional.ofNullable(migratedAt),
                correlation,
                state,
                stage,
                entry,
                last,
                lastTeam,
                Optional.ofNullable(endedAt),
                tally,
                transitions,
                List.copyOf(signals.values()),
                sealed,
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
        return trail.last();
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
