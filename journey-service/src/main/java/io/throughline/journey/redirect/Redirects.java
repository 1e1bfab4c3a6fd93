package io.throughline.journey.redirect;

import io.throughline.journey.interaction.Anchor;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where what was a customer's has gone, as far as identity-service has told: what stands under an anchor to whoever holds that
 * now, and the customer itself to the one that it became. What stands under other anchors never follows the customer: one that
 * comes back and meets a new identifier would else send it away by the news of old.
 *
 * <p>What is erased has gone to nobody: what stands under an anchor that was erased, by its key, as the same identifier may have
 * come back since; and all of an erased customer that had not departed to others before.
 */
public final class Redirects {

    /** Stands for the customer itself. */
    public static final Anchor CUSTOMER = new Anchor("", "");

    private final Map<UUID, Ways> ways = new HashMap<>();

    public void add(UUID customer, Anchor anchor, UUID target) {
        ways.computeIfAbsent(customer, _ -> Ways.empty()).targets().put(anchor, target);
    }

    /** What stands under the anchor of this {@code key} and was {@code customer}'s is erased. */
    void addErased(UUID customer, long key) {
        ways.computeIfAbsent(customer, _ -> Ways.empty()).erasedKeys().add(key);
    }

    /** {@code customer} is erased. */
    void addErased(UUID customer) {
        ways.compute(customer, (_, known) -> (known == null ? Ways.empty() : known).asErased());
    }

    /** These, but with {@code news} in place of all that the customers of the news had. */
    Redirects with(Map<UUID, Ways> news) {
        var with = new Redirects();
        with.ways.putAll(ways);
        with.ways.putAll(news);
        return with;
    }

    /** Where what was {@code customer}'s has gone. */
    Ways of(UUID customer) {
        return ways.getOrDefault(customer, Ways.NONE);
    }

    /** Whether anything of {@code customer} has gone elsewhere, or is erased. */
    public boolean leadAwayFrom(UUID customer) {
        return !of(customer).equals(Ways.NONE);
    }

    /** Whether {@code customer} itself is erased. */
    boolean isErased(UUID customer) {
        return of(customer).erased();
    }

    /** Those of {@code customers} that are not erased. */
    public List<UUID> withoutErased(Collection<UUID> customers) {
        return customers.stream().filter(customer -> !isErased(customer)).toList();
    }

    /** The customer that {@code customer} became, as far as these go; itself when it became none. */
    UUID became(UUID customer) {
        return of(customer).targets().getOrDefault(CUSTOMER, customer);
    }

    /**
     * Whose it is now, what stands under {@code anchor} and was {@code customer}'s; empty when it is erased. While the news of
     * several customers has come in part only, they may point in a circle: then it stays where it is until the rest has come.
     */
    public Optional<UUID> follow(UUID customer, Anchor anchor) {
        if (!ways.containsKey(customer)) {
            return Optional.of(customer);
        }
        var seen = new HashSet<UUID>();
        var holder = customer;
        while (seen.add(holder)) {
            if (isErased(holder, anchor)) {
                return Optional.empty();
            }
            var next = next(holder, anchor);
            if (next.isEmpty()) {
                return Optional.of(holder);
            }
            holder = next.get();
        }
        return Optional.of(customer);
    }

    /** Whether what stands under {@code anchor} and is {@code customer}'s has gone elsewhere, though it may be in a circle. */
    public boolean leadOn(UUID customer, Anchor anchor) {
        return next(customer, anchor).isPresent();
    }

    private boolean isErased(UUID customer, Anchor anchor) {
        var known = of(customer);
        return anchor.hasKey() && known.erasedKeys().contains(anchor.key())
                || known.erased() && !known.targets().containsKey(anchor.byName());
    }

    private Optional<UUID> next(UUID customer, Anchor anchor) {
        return Optional.ofNullable(of(customer).targets().get(anchor.byName()));
    }
}
