package io.throughline.identity.resolution;

import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Regrouping;
import io.throughline.identity.graph.SharedValues;
import io.throughline.identity.graph.Touched;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.identity.resolution.Hearing.Heeded;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes new evidence in: one transaction, and a number of statements that depends on what happens (a merge, a split) and not
 * on how much of it.
 *
 * <p>Whoever links an identifier, or changes who holds it or whether it is held back, has its holder locked; new identifiers
 * are guarded by their key. All locks are taken before the first write, in one order, and new identifiers are written in
 * one order too, so that no two calls wait for each other.
 */
@ApplicationScoped
public class Learning {

    private final EvidenceStore store;
    private final CustomerFeed feed;
    private final Namespaces namespaces;
    private final Hearing hearing;
    private final Supplier<UUID> newIds;

    @Inject
    public Learning(
            EvidenceStore store,
            CustomerFeed feed,
            Namespaces namespaces,
            Survivorship survivorship,
            InstantSource clock) {
        this.store = store;
        this.feed = feed;
        this.namespaces = namespaces;
        this.hearing = new Hearing(survivorship);
        this.newIds = new CustomerIds(clock, new SecureRandom());
    }

    /**
     * Learns {@code evidence}, of which {@code known} was known when it was looked up.
     *
     * @throws OvertakenException when that is no longer so
     */
    Learnt learn(Transaction transaction, Evidence evidence, Known known) {
        var stored = locked(transaction, evidence, known);
        var heldBack = heldBack(transaction, evidence, stored);
        var comeToBeHeldBack = new HashSet<>(heldBack);
        stored.forEach((identifier, row) -> {
            if (row.heldBack()) {
                comeToBeHeldBack.remove(identifier);
            }
        });
        var opened = store.open(transaction, holders(comeToBeHeldBack, stored));
        Map<Identifier, UUID> holders = new HashMap<>();
        stored.forEach((identifier, row) -> holders.put(identifier, row.customer()));
        var regrouping =
                Regrouping.of(evidence, new Touched(holders, heldBack, opened.content()), namespaces, newIds);

        var ids = new HashMap<Identifier, Long>();
        stored.forEach((identifier, row) -> ids.put(identifier, row.id()));
        ids.putAll(EvidenceWrites.addIdentifiers(transaction, unknown(evidence, stored), regrouping.holders(), heldBack));
        EvidenceWrites.addCustomers(transaction, regrouping.founded(), ids, opened.ids());
        EvidenceWrites.addLinks(transaction, evidence.links(), ids);
        EvidenceWrites.holdBack(transaction, comeToBeHeldBack.stream().filter(stored::containsKey).map(ids::get).toList());
        // What they kept from joining others may be shared no more.
        ErasureStore.doubt(
                transaction,
                comeToBeHeldBack.stream()
                        .filter(identifier -> stored.containsKey(identifier) && !namespaces.isShareable(identifier))
                        .map(ids::get)
                        .toList(),
                namespaces);

        var moves = Move.of(opened, regrouping);
        EvidenceWrites.move(transaction, moves);
        var moved = EvidenceWrites.merge(transaction, regrouping.merged());
        var heeded = hearing.hear(transaction, evidence.said(), regrouping.holders(), ids);
        var named = joined(evidence);
        named.addAll(unknown(evidence, stored));
        var changed = new HashSet<>(heeded.changed());
        named.forEach(identifier -> changed.add(regrouping.holders().get(identifier)));
        boolean toldAny = tell(transaction, changed, regrouping, told(regrouping, opened.concernedBy(moves), heeded));
        return new Learnt(regrouping.holders(), ids, moved, toldAny);
    }

    /** The known identifiers of {@code evidence} as they are now that nobody else can change them. */
    private Map<Identifier, StoredIdentifier> locked(Transaction transaction, Evidence evidence, Known known) {
        var customers = known.holders(evidence.identifiers());
        transaction.lock(customers.stream().map(Learning::lockKey).toList());
        var stored = store.lookAgain(transaction, evidence.identifiers(), known);
        // One that is gone was erased: what is known of it is not any more.
        boolean allThere = evidence.identifiers().stream()
                .allMatch(identifier -> stored.containsKey(identifier) || !known.identifiers().containsKey(identifier));
        if (!allThere || !stored.values().stream().allMatch(row -> customers.contains(row.customer()))) {
            throw new OvertakenException();
        }
        return stored;
    }

    private Set<Identifier> heldBack(
            Transaction transaction, Evidence evidence, Map<Identifier, StoredIdentifier> stored) {
        var heldBack = new HashSet<Identifier>();
        stored.forEach((identifier, row) -> {
            if (row.heldBack()) {
                heldBack.add(identifier);
            }
        });
        Set<Link> links = new HashSet<>(evidence.links().keySet());
        links.addAll(store.seenWith(transaction, doubts(links, stored)));
        heldBack.addAll(SharedValues.among(links, namespaces));
        evidence.identifiers().stream().filter(namespaces::isBlocked).forEach(heldBack::add);
        return heldBack;
    }

    /** What new links raise: where they show nothing that is one person's, nobody comes to be held back. */
    private Set<Doubt> doubts(Set<Link> links, Map<Identifier, StoredIdentifier> stored) {
        var doubts = new HashSet<Doubt>();
        for (var link : links) {
            boolean leftIsShareable = namespaces.isShareable(link.left());
            if (leftIsShareable != namespaces.isShareable(link.right())) {
                var shareable = leftIsShareable ? link.left() : link.right();
                var unique = leftIsShareable ? link.right() : link.left();
                var row = stored.get(shareable);
                if (row != null && !row.heldBack()) {
                    doubts.add(new Doubt(shareable, row, unique.namespace()));
                }
            }
        }
        return doubts;
    }

    private static Set<UUID> holders(Set<Identifier> identifiers, Map<Identifier, StoredIdentifier> stored) {
        var holders = new HashSet<UUID>();
        for (var identifier : identifiers) {
            if (stored.containsKey(identifier)) {
                holders.add(stored.get(identifier).customer());
            }
        }
        return holders;
    }

    private static Set<Identifier> unknown(Evidence evidence, Map<Identifier, StoredIdentifier> stored) {
        var unknown = new HashSet<>(evidence.identifiers());
        unknown.removeAll(stored.keySet());
        return unknown;
    }

    private static Set<Identifier> joined(Evidence evidence) {
        var joined = new HashSet<Identifier>();
        evidence.links().keySet().forEach(link -> {
            joined.add(link.left());
            joined.add(link.right());
        });
        return joined;
    }

    /**
     * Who gained or lost identifiers, has become another than before, or has another value of an attribute than before.
     *
     * @param parted who did because customers were taken apart
     */
    private static Set<UUID> told(Regrouping regrouping, Set<UUID> parted, Heeded heeded) {
        var told = new TreeSet<>(parted);
        told.addAll(regrouping.merged().keySet());
        told.addAll(regrouping.merged().values());
        told.addAll(heeded.survived());
        return told;
    }

    /** Raises the revision of every customer of whom anything has {@code changed}, and tells of those to be {@code told}. */
    private boolean tell(Transaction transaction, Set<UUID> changed, Regrouping regrouping, Set<UUID> told) {
        var raised = new HashSet<>(changed);
        raised.addAll(told);
        raised.removeAll(regrouping.founded().keySet());

        var revisions = EvidenceWrites.raiseRevisions(transaction, raised);
        feed.tell(
                transaction,
                told.stream()
                        .map(customer -> new FeedEntry(customer, customer, revisions.getOrDefault(customer, 1L)))
                        .toList());
        return !told.isEmpty();
    }

    static long lockKey(UUID customer) {
        return customer.getMostSignificantBits() ^ customer.getLeastSignificantBits();
    }
}
