package io.throughline.journey.intake;

import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.journey.erasure.ErasedKeys;
import io.throughline.journey.identity.IdentityPeer;
import io.throughline.journey.intake.KnownIdentifiers.Holder;
import io.throughline.journey.interaction.Anchor;
import io.throughline.kit.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Finds whose interactions are: from memory where their sets of identifiers are known, in one call for all others. In it each set
 * is asked for once, but each interaction that tells of its customer by itself, so that all of it is heard. What was erased is
 * refused before that call: identity-service is not to learn of the erased again because a sender repeats itself.
 */
@ApplicationScoped
public class Resolver {

    private final Database database;
    private final IdentityPeer identity;
    private final KnownIdentifiers known;

    @Inject
    public Resolver(Database database, IdentityPeer identity, KnownIdentifiers known) {
        this.database = database;
        this.identity = identity;
        this.known = known;
    }

    /** @param refused is told of the ones that were erased, or that identity-service will not take */
    List<ResolvedInteraction> resolve(
            List<CheckedInteraction> checked, BiConsumer<CheckedInteraction, Status> refused) {
        var sets = new UUID[checked.size()];
        var questions = new UUID[checked.size()];
        var holders = new HashMap<UUID, Holder>();
        var unknown = new LinkedHashMap<UUID, CheckedInteraction>();
        for (int i = 0; i < sets.length; i++) {
            var interaction = checked.get(i);
            var set = KnownIdentifiers.set(interaction.message());
            sets[i] = set;
            if (interaction.tellsOfCustomer()) {
                questions[i] = interaction.digest();
            } else {
                questions[i] = set;
                known.holder(set, interaction.interaction().occurredAt()).ifPresent(holder -> holders.put(set, holder));
            }
        }
        var erased = erased(checked, questions, holders.keySet());
        for (int i = 0; i < sets.length; i++) {
            if (!holders.containsKey(questions[i]) && !erased.contains(checked.get(i).id())) {
                unknown.merge(questions[i], checked.get(i), Resolver::earlier);
            }
        }
        var refusals = unknown.isEmpty() ? Map.<UUID, Status>of() : ask(unknown, holders);

        var resolved = new ArrayList<ResolvedInteraction>(sets.length);
        for (int i = 0; i < sets.length; i++) {
            var refusal = erased.contains(checked.get(i).id())
                    ? ErasedKeys.refusal().status()
                    : refusals.get(questions[i]);
            if (refusal == null) {
                var holder = holders.get(questions[i]);
                resolved.add(new ResolvedInteraction(checked.get(i), sets[i], holder.customer(), holder.anchor()));
            } else {
                refused.accept(checked.get(i), refusal);
            }
        }
        return resolved;
    }

    /** As {@link #resolve}, for those whose holders were erased since they were known. */
    List<ResolvedInteraction> resolveAgain(
            List<ResolvedInteraction> erased, BiConsumer<CheckedInteraction, Status> refused) {
        erased.forEach(interaction -> known.forget(interaction.set()));
        return resolve(erased.stream().map(ResolvedInteraction::checked).toList(), refused);
    }

    /** Those that were erased, of the ones about which identity-service would be asked. */
    private Set<UUID> erased(List<CheckedInteraction> checked, UUID[] questions, Set<UUID> known) {
        var asked = new ArrayList<UUID>();
        for (int i = 0; i < questions.length; i++) {
            if (!known.contains(questions[i])) {
                asked.add(checked.get(i).id());
            }
        }
        return ErasedKeys.among(database, asked);
    }

    private static CheckedInteraction earlier(CheckedInteraction left, CheckedInteraction right) {
        return right.interaction().occurredAt().isBefore(left.interaction().occurredAt()) ? right : left;
    }

    private Map<UUID, Status> ask(Map<UUID, CheckedInteraction> unknown, Map<UUID, Holder> holders) {
        var answers = identity.resolve(unknown.values().stream().map(Resolver::observation).toList());
        var refusals = new HashMap<UUID, Status>();
        int place = 0;
        for (var asked : unknown.entrySet()) {
            var answer = answers.get(place++);
            switch (answer.getOutcomeCase()) {
                case RESOLVED -> {
                    var holder = holder(answer, asked.getValue().interaction().occurredAt());
                    holders.put(asked.getKey(), holder);
                    // An earlier release of identity-service names no key, without which an erasure would not reach all.
                    if (holder.anchor().hasKey()) {
                        known.learn(KnownIdentifiers.set(asked.getValue().message()), holder);
                    }
                }
                case REFUSED -> refusals.put(asked.getKey(), CustomerAttributes.refusal(answer.getRefused()));
                case OUTCOME_NOT_SET ->
                    throw new IllegalStateException("identity-service answered an observation with nothing");
            }
        }
        return refusals;
    }

    private static Holder holder(Resolution answer, Instant observedAt) {
        var anchor = answer.getResolved().getAnchor();
        return new Holder(
                UUID.fromString(answer.getResolved().getCustomerId()),
                new Anchor(anchor.getNamespace(), anchor.getValue(), answer.getResolved().getAnchorKey()),
                observedAt);
    }

    private static Observation observation(CheckedInteraction checked) {
        var occurredAt = checked.interaction().occurredAt();
        var observation = Observation.newBuilder()
                .addAllIdentifiers(checked.message().getIdentifiersList())
                .setSource(checked.message().getSource())
                .setObservedAt(Timestamp.newBuilder()
                        .setSeconds(occurredAt.getEpochSecond())
                        .setNanos(occurredAt.getNano()));
        if (checked.tellsOfCustomer()) {
            observation.setAttributes(checked.message().getCustomerAttributes());
        }
        return observation.build();
    }
}
