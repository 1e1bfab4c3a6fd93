package io.throughline.journey.redirect;

import io.throughline.journey.erasure.ErasedKeys;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.interaction.OwnedInteraction;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import io.throughline.kit.database.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What leaves the customer under whom it stands: to another, or for good, when it is erased. */
final class Leaving {

    /** Has what was erased: no journey takes the place of one that began with it. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final List<OwnedInteraction> going = new ArrayList<>();
    private final List<UUID> targets = new ArrayList<>();
    private final List<Seal> goingSealed = new ArrayList<>();
    private final List<UUID> targetsOfSealed = new ArrayList<>();
    private final List<OwnedInteraction> erased = new ArrayList<>();
    private final List<Seal> erasedSealed = new ArrayList<>();

    /** @param target to whom it goes; empty when it is erased */
    void add(OwnedInteraction interaction, Optional<UUID> target) {
        target.ifPresentOrElse(
                customer -> {
                    going.add(interaction);
                    targets.add(customer);
                },
                () -> erased.add(interaction));
    }

    /** As the other, of a sealed journey. */
    void add(Seal seal, Optional<UUID> target) {
        target.ifPresentOrElse(
                customer -> {
                    goingSealed.add(seal);
                    targetsOfSealed.add(customer);
                },
                () -> erasedSealed.add(seal));
    }

    boolean isNothing() {
        return going.isEmpty() && goingSealed.isEmpty() && erased.isEmpty() && erasedSealed.isEmpty();
    }

    /** Tells each customer who loses or gets an interaction, and that one. */
    void forEachConcerned(BiConsumer<UUID, OwnedInteraction> told) {
        erased.forEach(owned -> told.accept(owned.customer(), owned));
        for (int i = 0; i < going.size(); i++) {
            told.accept(going.get(i).customer(), going.get(i));
            told.accept(targets.get(i), going.get(i));
        }
    }

    /** The keys that lose a sealed journey, or get one. */
    Set<JourneyKey> sealedKeys() {
        var keys = new HashSet<JourneyKey>();
        erasedSealed.forEach(seal -> keys.add(seal.key()));
        for (int i = 0; i < goingSealed.size(); i++) {
            var key = goingSealed.get(i).key();
            keys.add(key);
            keys.add(new JourneyKey(targetsOfSealed.get(i), key.definition(), key.correlation()));
        }
        return keys;
    }

    /** When the oldest occurred of what comes to each customer. */
    Map<UUID, Instant> oldest() {
        var oldest = new HashMap<UUID, Instant>();
        for (int i = 0; i < going.size(); i++) {
            oldest.merge(
                    targets.get(i),
                    going.get(i).interaction().occurredAt(),
                    (left, right) -> right.isBefore(left) ? right : left);
        }
        return oldest;
    }

    /** To whom each of them goes, by its id; of a sealed journey by that of its entry. */
    Map<UUID, UUID> moved() {
        var moved = new HashMap<UUID, UUID>();
        erasedSealed.forEach(seal -> moved.put(seal.journey().entry().id(), NOBODY));
        for (int i = 0; i < goingSealed.size(); i++) {
            moved.put(goingSealed.get(i).journey().entry().id(), targetsOfSealed.get(i));
        }
        erased.forEach(owned -> moved.put(owned.interaction().id(), NOBODY));
        for (int i = 0; i < going.size(); i++) {
            moved.put(going.get(i).interaction().id(), targets.get(i));
        }
        return moved;
    }

    void write(Transaction transaction) {
        InteractionStore.remove(transaction, erased);
        ErasedKeys.mark(transaction, erased.stream().map(owned -> owned.interaction().id()).toList());
        SealStore.remove(transaction, erasedSealed);
        InteractionStore.move(transaction, going, targets);
        SealStore.move(transaction, goingSealed, targetsOfSealed);
    }
}
