package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.Signal;
import io.throughline.journey.fold.SignalKind;
import java.util.Collection;
import java.util.Set;

/** What journeys are listed by, as it stands in columns beside their state. */
public final class ListedColumns {

    private ListedColumns() {}

    /** The column {@code standing} of one of {@code states}; of any when there are none. */
    public static Short[] standings(Set<JourneyState> states) {
        var wanted = states.isEmpty() ? Set.of(JourneyState.values()) : states;
        return wanted.stream().map(ListedColumns::standing).toArray(Short[]::new);
    }

    static short standing(JourneyState state) {
        return (short) StoredKinds.number(state);
    }

    /** The column {@code signals} of a journey with exactly these. */
    public static int signals(Collection<SignalKind> kinds) {
        return kinds.stream().mapToInt(kind -> 1 << StoredKinds.number(kind)).reduce(0, (some, one) -> some | one);
    }

    static int signals(Journey journey) {
        return signals(journey.signals().stream().map(Signal::kind).toList());
    }
}
