package io.throughline.journey.retention;

import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.fold.Removal;
import io.throughline.journey.fold.Removal.Strand;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.InteractionPage;
import io.throughline.journey.interaction.OwnedInteraction;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What one customer has from before the horizon, or the first of it. */
final class OldHistory {

    private final List<OwnedInteraction> interactions;
    private final Instant horizon;
    private final boolean isAll;
    private final Map<JourneyKey, List<Interaction>> keys = new LinkedHashMap<>();
    private final Readings readings = new Readings();

    /**
     * @param oldest in order; when there are more, the horizon is, for now, when the last of these occurred
     */
    OldHistory(Rulebook rules, InteractionPage oldest, Instant horizon) {
        this.isAll = oldest.isLast();
        this.horizon = isAll ? horizon : oldest.last().interaction().occurredAt();
        this.interactions = oldest.interactions().stream()
                .filter(owned -> owned.interaction().occurredAt().isBefore(this.horizon))
                .toList();
        for (var owned : interactions) {
            if (owned.interaction().isReading()) {
                readings.add(owned.interaction().channel(), owned.interaction().position());
            }
            for (var key : JourneyFolding.keys(rules, owned.customer(), owned.interaction())) {
                keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(owned.interaction());
            }
        }
    }

    Set<JourneyKey> keys() {
        return keys.keySet();
    }

    /** Finds out what of it may go. */
    Outcome remove(Rulebook rules, Map<JourneyKey, List<Seal>> seals) {
        var ordered = List.copyOf(keys.keySet());
        var strands = ordered.stream()
                .map(key -> new Strand(
                        rules.named(key.definition()),
                        key.correlation(),
                        SealStore.journeys(seals, key),
                        readings,
                        keys.get(key)))
                .toList();
        var removal = Removal.before(horizon, strands);
        var going = interactions.stream()
                .filter(owned -> !removal.keeps(owned.interaction()))
                .toList();
        var sealed = new ArrayList<Seal>();
        var anchors = anchors(seals);
        for (int i = 0; i < ordered.size(); i++) {
            var key = ordered.get(i);
            removal.sealed().get(i).forEach(journey ->
                    sealed.add(new Seal(key, anchors.get(journey.entry().id()), journey)));
        }
        return new Outcome(going, sealed, isAll || going.isEmpty());
    }

    private Map<UUID, Anchor> anchors(Map<JourneyKey, List<Seal>> seals) {
        var anchors = new HashMap<UUID, Anchor>();
        interactions.forEach(owned -> anchors.put(owned.interaction().id(), owned.anchor()));
        keys.keySet().forEach(key -> seals.getOrDefault(key, List.of()).forEach(seal ->
                anchors.put(seal.journey().entry().id(), seal.anchor())));
        return anchors;
    }

    /**
     * @param sealed in place of their interactions among {@code going}
     * @param isDone nothing more can go before the horizon has moved, or journeys have ended
     */
    record Outcome(List<OwnedInteraction> going, List<Seal> sealed, boolean isDone) {}
}
