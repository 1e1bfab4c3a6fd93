package io.throughline.journey.listing;

import io.throughline.journey.definition.LifecycleStage;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.Signal;
import io.throughline.journey.fold.SignalKind;
import io.throughline.kit.error.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Which journeys are asked for: those for which everything holds that is given.
 *
 * @param customer whose they are, or who became the one whose they are
 * @param owner of the definition as it stands now, letter by letter
 * @param lifecycleStage of the definition as it stands now
 * @param stage of its definition, which the journey is in; given only along with the definition, whose word it is
 * @param states one of them; empty is any
 * @param signals one of them was noticed; empty asks for none
 */
public record Wanted(
        Optional<UUID> customer,
        Optional<String> definition,
        Optional<String> owner,
        Optional<LifecycleStage> lifecycleStage,
        Optional<String> stage,
        Set<JourneyState> states,
        Set<SignalKind> signals) {

    public Wanted {
        if (stage.isPresent() && definition.isEmpty()) {
            throw Refusal.invalid("definition", "must be named along with a stage, which is one of its own");
        }
        states = Set.copyOf(states);
        signals = Set.copyOf(signals);
    }

    /** The same, of the customer that {@code become} tells for the one that was asked for. */
    Wanted of(UnaryOperator<UUID> become) {
        return new Wanted(customer.map(become), definition, owner, lifecycleStage, stage, states, signals);
    }

    /** Whether {@code journey} has what is asked of journeys; its definition and its customer aside. */
    boolean isMetBy(Journey journey) {
        return (states.isEmpty() || states.contains(journey.state()))
                && (signals.isEmpty() || journey.signals().stream().map(Signal::kind).anyMatch(signals::contains))
                && stage.filter(asked -> !asked.equals(journey.stage())).isEmpty();
    }
}
