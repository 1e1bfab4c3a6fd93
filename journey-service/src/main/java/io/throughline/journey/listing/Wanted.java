package io.throughline.journey.listing;

import io.throughline.journey.definition.LifecycleStage;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.SignalKind;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Which journeys are asked for: those for which everything holds that is given.
 *
 * @param customer whose they are, or who became the one whose they are
 * @param owner of the definition as it stands now, letter by letter
 * @param stage of the definition as it stands now
 * @param states one of them; empty is any
 * @param signals one of them was noticed; empty asks for none
 */
public record Wanted(
        Optional<UUID> customer,
        Optional<String> definition,
        Optional<String> owner,
        Optional<LifecycleStage> stage,
        Set<JourneyState> states,
        Set<SignalKind> signals) {

    public Wanted {
        states = Set.copyOf(states);
        signals = Set.copyOf(signals);
    }

    /** The same, of the customer that {@code become} tells for the one that was asked for. */
    Wanted of(UnaryOperator<UUID> become) {
        return new Wanted(customer.map(become), definition, owner, stage, states, signals);
    }
}
