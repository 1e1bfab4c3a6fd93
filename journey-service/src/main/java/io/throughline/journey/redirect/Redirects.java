package io.throughline.journey.redirect;

import io.throughline.journey.interaction.Anchor;
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
 */
public final class Redirects {

    /** Stands for the customer itself. */
    public static final Anchor CUSTOMER = new Anchor("", "");

    private final Map<UUID, Map<Anchor, UUID>> targets = new HashMap<>();

    public void add(UUID customer, Anchor anchor, UUID target) {
        targets.computeIfAbsent(customer, _ -> new HashMap<>()).put(anchor, target);
    }

    /** These, but with {@code news} in place of all that the customers of the news had. */
    Redirects with(Map<UUID, List<Redirect>> news) {
        var with = new Redirects();
        with.targets.putAll(targets);
        with.targets.keySet().removeAll(news.keySet());
        news.values().forEach(redirects -> redirects.forEach(redirect ->
                with.add(redirect.customer(), redirect.anchor(), redirect.target())));
        return with;
    }

    /** Where what was {@code customer}'s has gone, by anchor. */
    Map<Anchor, UUID> of(UUID customer) {
        return targets.getOrDefault(customer, Map.of());
    }

    /** Whether anything of {@code customer} has gone elsewhere. */
    public boolean leadAwayFrom(UUID customer) {
        return targets.containsKey(customer);
    }

    /**
     * Whose it is now, what stands under {@code anchor} and was {@code customer}'s. While the news of several customers has come
     * in part only, they may point in a circle: then it stays where it is until the rest has come.
     */
    public UUID follow(UUID customer, Anchor anchor) {
        if (!targets.containsKey(customer)) {
            return customer;
        }
        var seen = new HashSet<UUID>();
        var holder = customer;
        for (var next = next(holder, anchor); next.isPresent(); next = next(holder, anchor)) {
            if (!seen.add(holder)) {
                return customer;
            }
            holder = next.get();
        }
        return holder;
    }

    /** Whether what stands under {@code anchor} and is {@code customer}'s has gone elsewhere, though it may be in a circle. */
    public boolean leadOn(UUID customer, Anchor anchor) {
        return next(customer, anchor).isPresent();
    }

    private Optional<UUID> next(UUID customer, Anchor anchor) {
        return Optional.ofNullable(of(customer).get(anchor));
    }
}
