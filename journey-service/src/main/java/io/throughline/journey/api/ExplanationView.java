package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.api.JourneyView.TransitionView;
import io.throughline.journey.fold.Deadline;
import io.throughline.journey.fold.Event;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.fold.TransitionKind;
import io.throughline.journey.history.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Explanation", description = "A journey as it was at a time, over what is known now, and why")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationView(
        @Schema(description = "As it was then; its revision is that of today") JourneyView journey,
        @Schema(description = "None while the platform's clock shows nothing yet: then all that is recorded counts") Instant asOf,
        @Schema(description = "What led there, in order of time: the latest, as many as asked for") List<EventView> events,
        @Schema(description = "How many events came before those") long earlierEvents,
        @Schema(description = "Rules that could yet change it: its ends, and moments that it has not reached")
                List<RuleView> awaitedRules,
        @Schema(description = "What time will bring it, the next first") List<DeadlineView> deadlines) {

    static ExplanationView of(Explanation explanation) {
        var definition = explanation.journey().journey().definition();
        return new ExplanationView(
                JourneyView.of(explanation.journey()),
                explanation.asOf().orElse(null),
                explanation.events().stream().map(event -> EventView.of(definition, event)).toList(),
                explanation.earlier(),
                explanation.awaited().stream().map(RuleView::of).toList(),
                explanation.deadlines().stream().map(DeadlineView::of).toList());
    }

    @Schema(
            name = "JourneyEvent",
            description = "An interaction of a journey, a deadline that nothing kept from passing, or a migration that took it")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventView(
            Instant occurredAt,
            @Schema(description = "None when a deadline passed or a migration took it") InteractionView interaction,
            @Schema(description = "Why the interaction is one of the journey's, in the definition's order") List<RuleView> rules,
            @Schema(description = "The stage into which it led the journey; none when it led into none") String stage,
            @Schema(description = "What it changed, in order") List<TransitionView> transitions,
            @Schema(description = "What it gave to notice", examples = "handover") List<String> signals,
            @Schema(description = "The version that it followed from then on, where a migration took it") Integer toVersion) {

        static EventView of(String definition, Event event) {
            var transitions = event.transitions().stream()
                    .map(transition -> TransitionView.of(definition, transition))
                    .toList();
            var signals = event.signals().stream().map(Parameters::word).toList();
            return switch (event) {
                case Event.Occurred occurred ->
                    new EventView(
                            occurred.at(),
                            InteractionView.of(occurred.interaction()),
                            occurred.rules().stream().map(RuleView::of).toList(),
                            occurred.stage().orElse(null),
                            transitions,
                            signals,
                            null);
                case Event.Passed passed ->
                    new EventView(passed.at(), null, List.of(), null, transitions, signals, null);
                case Event.Migrated migrated ->
                    new EventView(migrated.at(), null, List.of(), null, transitions, signals, migrated.to());
            };
        }
    }

    @Schema(name = "JourneyInteraction")
    record InteractionView(UUID id, String source, String channel, String touchpoint) {

        static InteractionView of(Interaction interaction) {
            return new InteractionView(
                    interaction.id(), interaction.source(), interaction.channel(), interaction.touchpoint());
        }
    }

    @Schema(name = "JourneyRule", description = "A rule of the version that the journey follows")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleView(
            @Schema(examples = "goal") String kind,
            String touchpoint,
            @Schema(description = "The condition as written; empty when it always holds") String when,
            @Schema(description = "Name of the moment of truth; none for other kinds") String moment) {

        static RuleView of(Rule rule) {
            return new RuleView(
                    Parameters.word(rule.kind()),
                    rule.touchpoint(),
                    rule.expression(),
                    Parameters.text(rule.moment()).orElse(null));
        }
    }

    @Schema(name = "JourneyDeadline", description = "What time alone brings: a transition, or something to notice")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeadlineView(
            @Schema(description = "Unless something keeps it from passing") Instant at,
            @Schema(description = "The kind of transition that it brings; none when it gives something to notice", examples = "stalled")
                    String brings,
            @Schema(description = "The kind of signal that it gives to notice; none when it brings a transition", examples = "over_target")
                    String notices) {

        static DeadlineView of(Deadline deadline) {
            return switch (deadline.brings()) {
                case STALL -> new DeadlineView(deadline.at(), Parameters.word(TransitionKind.STALLED), null);
                case ABANDONMENT -> new DeadlineView(deadline.at(), Parameters.word(TransitionKind.ABANDONED), null);
                case OVER_TARGET -> new DeadlineView(deadline.at(), null, Parameters.word(SignalKind.OVER_TARGET));
            };
        }
    }
}
