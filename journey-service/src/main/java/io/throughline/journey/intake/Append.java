package io.throughline.journey.intake;

import io.throughline.journey.clock.ClockReading;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.clock.Horizon;
import io.throughline.journey.erasure.ErasedKeys;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.NewInteraction;
import io.throughline.journey.interaction.RemovalDue;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.journey.FoldingWork;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.redirect.RedirectStore;
import io.throughline.journey.redirect.Redirects;
import io.throughline.journey.redirect.UnfinishedStore;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.telemetry.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * The transaction in which interactions become durable together with what they change: claims their keys, stores and folds
 * them, and tells the feed. The number of statements does not depend on the size of the batch.
 */
@ApplicationScoped
public class Append {

    /** @param outcomes in the order of the interactions */
    record Appended(List<Outcome> outcomes, boolean told) {}

    private final Database database;
    private final RulebookSource rulebook;
    private final JourneyFolding folding;
    private final KnownIdentifiers known;
    private final Semaphore inFlight;

    @Inject
    public Append(
            Database database,
            RulebookSource rulebook,
            JourneyFolding folding,
            KnownIdentifiers known,
            IntakeConfiguration configuration) {
        this.database = database;
        this.rulebook = rulebook;
        this.folding = folding;
        this.known = known;
        this.inFlight = new Semaphore(configuration.transactions(), true);
    }

    /** Those of {@code ids} under which something is recorded. */
    Set<UUID> recorded(Collection<UUID> ids) {
        return InteractionKeys.known(database, ids).keySet();
    }

    /**
     * Records {@code interactions}. Of several with one id the first counts, unless one of them says what is recorded under it
     * already; none says what another of its id says.
     *
     * @throws HoldersErased when some were resolved to somebody who is erased by now; then nothing is recorded
     */
    Appended append(List<ResolvedInteraction> interactions) {
        inFlight.acquireUninterruptibly();
        try {
            Set<UUID> customers = new HashSet<>();
            interactions.forEach(interaction -> customers.add(interaction.customer()));
            while (true) {
                try {
                    return Trace.inner("append and fold", () ->
                            database.inTransaction(transaction -> append(transaction, interactions, customers)));
                } catch (GoneElsewhere elsewhere) {
                    customers.addAll(elsewhere.customers);
                }
            }
        } finally {
            inFlight.release();
        }
    }

    private Appended append(Transaction transaction, List<ResolvedInteraction> interactions, Set<UUID> customers) {
        CustomerLocks.take(transaction, customers);
        var clock = ClockStore.read(transaction);
        var redirects = RedirectStore.of(transaction, customers);
        var owners = owners(interactions, customers, redirects);
        var rules = rulebook.read(transaction);
        var recordedBefore = new HashMap<UUID, UUID>();
        var tooOld = tooOld(transaction, interactions, clock, recordedBefore);
        var firsts = firstOfEachId(interactions, tooOld);
        var claimed = firsts.values().stream().filter(first -> !recordedBefore.containsKey(first.checked().id())).toList();
        recordedBefore.putAll(InteractionKeys.claim(transaction, claimed));

        var outcomes = new ArrayList<Outcome>(interactions.size());
        var arrivals = new ArrayList<NewInteraction>(interactions.size());
        for (int i = 0; i < interactions.size(); i++) {
            var interaction = interactions.get(i);
            if (tooOld.contains(interaction)) {
                outcomes.add(new Refused(Horizon.refusal("occurred_at", clock.horizon().orElseThrow()).status()));
                continue;
            }
            boolean counts = firsts.get(interaction.checked().id()) == interaction;
            var outcome = outcome(interaction.checked(), owners[i], counts, recordedBefore);
            outcomes.add(outcome);
            if (outcome instanceof Recorded recorded && !recorded.repeated()) {
                arrivals.add(interaction.ownedBy(owners[i], waits(interaction, clock.now())));
            }
        }
        UnfinishedStore.goInCircle(transaction, inCircles(arrivals, redirects));
        if (clock.horizon().isPresent()) {
            RemovalDue.note(transaction, arrivals);
        }
        var work = FoldingWork.arrivals(redirects.withoutErased(customers), arrivals);
        boolean told = folding.fold(transaction, rules, clock.now(), work);
        return new Appended(outcomes, told);
    }

    private static boolean waits(ResolvedInteraction interaction, Optional<Instant> now) {
        return now.isPresent() && interaction.checked().interaction().occurredAt().isAfter(now.get());
    }

    /** Whose each is by now. Answers of identity-service that proved old are corrected. */
    private UUID[] owners(List<ResolvedInteraction> interactions, Set<UUID> locked, Redirects redirects) {
        var owners = new UUID[interactions.size()];
        var elsewhere = new HashSet<UUID>();
        var erased = new ArrayList<ResolvedInteraction>();
        for (int i = 0; i < owners.length; i++) {
            var interaction = interactions.get(i);
            var owner = redirects.follow(interaction.customer(), interaction.anchor());
            if (owner.isEmpty()) {
                erased.add(interaction);
                continue;
            }
            owners[i] = owner.get();
            if (!owners[i].equals(interaction.customer())) {
                known.correct(interaction.set(), owners[i]);
                if (!locked.contains(owners[i])) {
                    elsewhere.add(owners[i]);
                }
            }
        }
        if (!erased.isEmpty()) {
            throw new HoldersErased(erased);
        }
        if (!elsewhere.isEmpty()) {
            throw new GoneElsewhere(elsewhere);
        }
        return owners;
    }

    /** Who keeps something only because the ways from there go in a circle. */
    private static Set<UUID> inCircles(List<NewInteraction> arrivals, Redirects redirects) {
        return arrivals.stream()
                .filter(arrival -> redirects.leadOn(arrival.customer(), arrival.anchor()))
                .map(NewInteraction::customer)
                .collect(Collectors.toSet());
    }

    /**
     * Those that are older than the horizon and not known. {@link Intake} has refused as much before it asked whose they are, but
     * for what the horizon has come to since then.
     *
     * @param recordedBefore the older ones that are known are put here
     */
    private static Set<ResolvedInteraction> tooOld(
            Transaction transaction,
            List<ResolvedInteraction> interactions,
            ClockReading clock,
            Map<UUID, UUID> recordedBefore) {
        var older = interactions.stream()
                .filter(interaction -> clock.isTooOld(interaction.checked().interaction().occurredAt()))
                .toList();
        recordedBefore.putAll(InteractionKeys.known(
                transaction, older.stream().map(interaction -> interaction.checked().id()).toList()));
        return older.stream()
                .filter(interaction -> !recordedBefore.containsKey(interaction.checked().id()))
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    private static Map<UUID, ResolvedInteraction> firstOfEachId(
            List<ResolvedInteraction> interactions, Set<ResolvedInteraction> tooOld) {
        var firsts = HashMap.<UUID, ResolvedInteraction>newHashMap(interactions.size());
        interactions.stream()
                .filter(interaction -> !tooOld.contains(interaction))
                .forEach(interaction -> firsts.putIfAbsent(interaction.checked().id(), interaction));
        return firsts;
    }

    private static Outcome outcome(
            CheckedInteraction checked, UUID owner, boolean counts, Map<UUID, UUID> recordedBefore) {
        var digest = recordedBefore.get(checked.id());
        if (digest != null && ErasedKeys.isErased(digest)) {
            return new Refused(ErasedKeys.refusal().status());
        }
        boolean isRecorded = digest == null ? counts : digest.equals(checked.digest());
        return isRecorded
                ? new Recorded(checked.id(), owner, digest != null)
                : new Refused(otherContent().status());
    }

    private static Refusal otherContent() {
        return Refusal.alreadyExists(
                "INTERACTION_DIFFERS",
                "an interaction of this source and id is known with other content; send a change under an id of its own");
    }

    /** Rolls the transaction back: interactions have gone to customers whose locks it does not hold yet. */
    private static final class GoneElsewhere extends RuntimeException {

        private final transient Set<UUID> customers;

        GoneElsewhere(Set<UUID> customers) {
            super("gone to other customers", null, false, false);
            this.customers = customers;
        }
    }
}
