package io.throughline.journey.intake;

import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.journey.identity.IdentityPeer;
import io.throughline.journey.intake.KnownIdentifiers.Holder;
import io.throughline.journey.interaction.Anchor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Finds whose interactions are: from memory where their sets of identifiers are known, in one call for all others. */
@ApplicationScoped
public class Resolver {

    private final IdentityPeer identity;
    private final KnownIdentifiers known;

    @Inject
    public Resolver(IdentityPeer identity, KnownIdentifiers known) {
        this.identity = identity;
        this.known = known;
    }

    /** @param refused is told of the ones that identity-service will not take */
    List<ResolvedInteraction> resolve(
            List<CheckedInteraction> checked, BiConsumer<CheckedInteraction, Status> refused) {
        var sets = new String[checked.size()];
        var holders = new HashMap<String, Holder>();
        var unknown = new LinkedHashMap<String, CheckedInteraction>();
        for (int i = 0; i < sets.length; i++) {
            var interaction = checked.get(i);
            var set = KnownIdentifiers.set(interaction.message());
            sets[i] = set;
            var holder = known.holder(set, interaction.interaction().occurredAt());
            if (holder.isPresent()) {
                holders.put(set, holder.get());
            } else {
                unknown.merge(set, interaction, Resolver::earlier);
            }
        }
        var refusals = unknown.isEmpty() ? Map.<String, Status>of() : ask(unknown, holders);

        var resolved = new ArrayList<ResolvedInteraction>(sets.length);
        for (int i = 0; i < sets.length; i++) {
            var refusal = refusals.get(sets[i]);
            if (refusal == null) {
                var holder = holders.get(sets[i]);
                resolved.add(new ResolvedInteraction(checked.get(i), sets[i], holder.customer(), holder.anchor()));
            } else {
                refused.accept(checked.get(i), refusal);
            }
        }
        return resolved;
    }

    private static CheckedInteraction earlier(CheckedInteraction left, CheckedInteraction right) {
        return right.interaction().occurredAt().isBefore(left.interaction().occurredAt()) ? right : left;
    }

    private Map<String, Status> ask(Map<String, CheckedInteraction> unknown, Map<String, Holder> holders) {
        var answers = identity.resolve(unknown.values().stream().map(Resolver::observation).toList());
        var refusals = new HashMap<String, Status>();
        int place = 0;
        for (var asked : unknown.entrySet()) {
            var answer = answers.get(place++);
            switch (answer.getOutcomeCase()) {
                case RESOLVED -> {
                    var holder = holder(answer, asked.getValue().interaction().occurredAt());
                    holders.put(asked.getKey(), holder);
                    known.learn(asked.getKey(), holder);
                }
                case REFUSED -> refusals.put(asked.getKey(), answer.getRefused());
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
                new Anchor(anchor.getNamespace(), anchor.getValue()),
                observedAt);
    }

    private static Observation observation(CheckedInteraction checked) {
        var occurredAt = checked.interaction().occurredAt();
        return Observation.newBuilder()
                .addAllIdentifiers(checked.message().getIdentifiersList())
                .setSource(checked.message().getSource())
                .setObservedAt(Timestamp.newBuilder()
                        .setSeconds(occurredAt.getEpochSecond())
                        .setNanos(occurredAt.getNano()))
                .build();
    }
}
