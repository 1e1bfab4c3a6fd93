package io.throughline.journey.intake;

import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.digest.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which customer identity-service named for a set of identifiers, for the sets last used. An answer may be old: what became of
 * its customer stands in the redirects. An observation that is older than the ones known is news to identity-service, which
 * orders evidence by its first time, and so is not answered from here. Nor is one that says anything of the customer.
 */
@ApplicationScoped
public class KnownIdentifiers {

    /** @param earliest observation of the set that identity-service knows */
    record Holder(UUID customer, Anchor anchor, Instant earliest) {}

    private final Map<UUID, Holder> holders;

    @Inject
    public KnownIdentifiers(IntakeConfiguration configuration) {
        int most = configuration.knownIdentifierSets();
        this.holders = new LinkedHashMap<>(1024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Holder> eldest) {
                return size() > most;
            }
        };
    }

    /** Names the set that the identifiers of {@code interaction} are, as its source sent them, without telling any of them. */
    static UUID set(Interaction interaction) {
        var set = new StringBuilder(64).append(interaction.getSource());
        for (var identifier : interaction.getIdentifiersList()) {
            // A NUL stands in none of them.
            set.append('\0').append(identifier.getNamespace()).append('\0').append(identifier.getValue());
        }
        return Digests.first128(set.toString().getBytes(StandardCharsets.UTF_8));
    }

    synchronized Optional<Holder> holder(UUID set, Instant observedAt) {
        var holder = holders.get(set);
        return holder == null || observedAt.isBefore(holder.earliest()) ? Optional.empty() : Optional.of(holder);
    }

    /** What is known of {@code set} to have been observed earlier stays known while it has the same anchor. */
    synchronized void learn(UUID set, Holder holder) {
        holders.merge(set, holder, (known, told) ->
                known.anchor().equals(told.anchor()) && known.earliest().isBefore(told.earliest())
                        ? new Holder(told.customer(), told.anchor(), known.earliest())
                        : told);
    }

    /** What was {@code set}'s has gone to {@code customer}. */
    synchronized void correct(UUID set, UUID customer) {
        holders.computeIfPresent(set, (_, old) -> new Holder(customer, old.anchor(), old.earliest()));
    }

    /** Whoever had {@code set} was erased. */
    synchronized void forget(UUID set) {
        holders.remove(set);
    }

    /** Forgets the sets of whom {@code isErased} tells. */
    synchronized void forget(Predicate<Holder> isErased) {
        holders.values().removeIf(isErased);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        holders.clear();
    }
}
