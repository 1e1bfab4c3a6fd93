package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which changes of journeys that are folded afresh came of the past alone. In doubt, a change is news.
 *
 * @param until what occurred up to then is the past, and so is silence up to then
 * @param asOf up to which time passes
 * @param woken keys to which something belongs that had to wait for its time until now
 */
record Past(Instant until, Optional<Instant> asOf, Set<JourneyKey> woken) {

    /** Whether nothing changes {@code key} but how it is folded: nothing woke up in it, and none of its timers is due. */
    boolean isAllThereIs(JourneyKey key, List<KeptJourney> before) {
        return !woken.contains(key) && before.stream().noneMatch(this::isDue);
    }

    private boolean isDue(KeptJourney kept) {
        return asOf.isPresent() && kept.armed().filter(at -> !at.isAfter(asOf.get())).isPresent();
    }

    /** Whether nothing in {@code journey} is later, but for what stood there before. */
    boolean covers(Journey journey, Optional<Journey> before) {
        boolean isLastPast = isPast(journey.last().occurredAt())
                || before.filter(known -> known.last().equals(journey.last())).isPresent();
        var transitions = before.map(Journey::transitions).orElse(List.of());
        var signals = before.map(Journey::signals).orElse(List.of());
        return isLastPast
                && journey.transitions().stream().allMatch(each -> isPast(each.at()) || transitions.contains(each))
                && journey.signals().stream().allMatch(each -> isPast(each.lastAt()) || signals.contains(each));
    }

    private boolean isPast(Instant time) {
        return !time.isAfter(until);
    }
}
