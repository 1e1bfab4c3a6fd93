package io.throughline.orchestration.decision.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Journeys that happen at random and have their past corrected at random, told through a feed as journey-service tells it: by
 * the newest state of each, at least once, in order for each customer alone.
 */
public final class History {

    private record Row(UUID customer, UUID journey, long revision, long moment) {}

    private record Truth(
            UUID customer,
            long revision,
            boolean withdrawn,
            Optional<UUID> replacedBy,
            List<Transition> transitions,
            Facts facts) {}

    /** How a journey stands; drawn anew with every change of it. */
    private record Facts(JourneyState state, Instant lastInteractionAt, String lastChannel, Tally tally) {}

    /** PostgreSQL compares ids by their bytes. */
    private static final Comparator<Map.Entry<UUID, Truth>> LAST_FIRST = Comparator.comparing(
                    (Map.Entry<UUID, Truth> one) -> one.getValue().facts().lastInteractionAt())
            .reversed()
            .thenComparing(one -> one.getKey().toString());

    private final Random random;
    private final String definition;
    private final List<UUID> customers = new ArrayList<>();
    private final Map<UUID, Truth> journeys = new LinkedHashMap<>();
    private final Map<UUID, List<Row>> slots = new LinkedHashMap<>();
    private final Map<UUID, Integer> positions = new HashMap<>();
    private final Map<UUID, UUID> family = new HashMap<>();
    private final Map<UUID, Long> mostStanding = new HashMap<>();
    private long moment;

    public History(long seed, String definition) {
        this.random = new Random(seed);
        this.definition = definition;
        for (int i = 0; i < 3; i++) {
            var customer = newId();
            customers.add(customer);
            slots.put(customer, new ArrayList<>());
        }
    }

    /** Rises with all that happens. */
    public long moment() {
        return moment;
    }

    /** When the oldest of what was not read yet was recorded; beyond all moments when everything was read. */
    public long oldestUnread() {
        return slots.entrySet().stream()
                .flatMap(slot -> slot.getValue().stream().skip(positions.getOrDefault(slot.getKey(), 0)).limit(1))
                .mapToLong(Row::moment)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Lets something happen, or a correction. */
    public void happen() {
        moment++;
        change();
        remember();
    }

    private void change() {
        var alive = journeys.entrySet().stream().filter(one -> !one.getValue().withdrawn()).map(Map.Entry::getKey).toList();
        if (alive.isEmpty() || random.nextInt(6) == 0) {
            begin(newId(), oneOf(customers), List.of(stall()));
            return;
        }
        var journey = oneOf(alive);
        switch (random.nextInt(7)) {
            case 0, 1 -> refold(journey, List.of(stall()), 0);
            case 2 -> refold(journey, List.of(stall()), 1);
            case 3 -> refold(journey, List.of(), 1);
            case 4 -> replace(journey);
            case 5 -> move(journey);
            case 6 -> comeBack();
            default -> throw new AssertionError();
        }
    }

    /** The next page: some rows of some customers, the newest state of each, and some rows that were read before. */
    public List<Change> page() {
        var page = new ArrayList<Change>();
        slots.forEach((customer, rows) -> {
            int position = positions.getOrDefault(customer, 0);
            int from = random.nextInt(4) == 0 ? random.nextInt(position + 1) : position;
            int to = Math.min(rows.size(), position + random.nextInt(4));
            rows.subList(Math.min(from, to), to).forEach(row -> page.add(change(row)));
            positions.put(customer, to);
        });
        return page;
    }

    /** All that has not been read. */
    public List<Change> rest() {
        var page = new ArrayList<Change>();
        slots.forEach((customer, rows) -> {
            rows.subList(positions.getOrDefault(customer, 0), rows.size()).forEach(row -> page.add(change(row)));
            positions.put(customer, rows.size());
        });
        return page;
    }

    /** All from the beginning. */
    public List<Change> everythingAgain() {
        positions.clear();
        return rest();
    }

    /** The transitions that stand now. */
    public Set<UUID> standing() {
        var standing = new HashSet<UUID>();
        journeys.values().forEach(journey -> journey.transitions().forEach(one -> standing.add(one.id())));
        return standing;
    }

    /** Every customer as all that happened adds up to. */
    public Map<UUID, Customer> customers() {
        var found = new HashMap<UUID, Customer>();
        for (var customer : customers) {
            var alive = journeys.entrySet().stream()
                    .filter(one -> !one.getValue().withdrawn() && one.getValue().customer().equals(customer))
                    .toList();
            var states = new EnumMap<JourneyState, Long>(JourneyState.class);
            alive.forEach(one -> states.merge(one.getValue().facts().state(), 1L, Long::sum));
            found.put(
                    customer,
                    new Customer(
                            customer,
                            alive.isEmpty() ? Map.of() : Map.of(definition, states),
                            alive.stream().map(one -> one.getValue().facts().tally()).reduce(Tally.NONE, Tally::plus),
                            alive.stream().min(LAST_FIRST).map(one -> one.getValue().facts().lastChannel()).orElse("")));
        }
        return found;
    }

    /** Remembers how much may rightly have been sent by now for journeys that are of one family. */
    private void remember() {
        var count = new HashMap<UUID, Long>();
        var counted = new HashSet<UUID>();
        journeys.forEach((id, journey) -> journey.transitions().stream()
                .filter(one -> counted.add(one.id()))
                .forEach(_ -> count.merge(familyOf(id), 1L, Long::sum)));
        count.forEach((root, standing) -> mostStanding.merge(root, standing, Math::max));
    }

    /** The most that may rightly have been sent for all that {@code actions} were sent for; by families of journeys. */
    public void checkNothingWasRepeated(Collection<KnownAction> actions) {
        var sent = new HashMap<UUID, Long>();
        actions.stream()
                .filter(action -> action.state().isSent())
                .forEach(action -> sent.merge(familyOf(action.journey()), 1L, Long::sum));
        sent.forEach((root, count) -> {
            if (count > mostStanding.getOrDefault(root, 0L)) {
                throw new AssertionError(count + " actions were sent to a family of journeys in which never more than "
                        + mostStanding.getOrDefault(root, 0L) + " transitions stood");
            }
        });
    }

    private void begin(UUID id, UUID customer, List<Transition> transitions) {
        put(id, new Truth(customer, revision(id), false, Optional.empty(), transitions, facts()));
    }

    private void refold(UUID id, List<Transition> brought, int withdrawn) {
        var before = journeys.get(id);
        var transitions = new ArrayList<>(before.transitions());
        for (int i = 0; i < withdrawn && !transitions.isEmpty(); i++) {
            transitions.remove(random.nextInt(transitions.size()));
        }
        transitions.addAll(brought);
        put(id, new Truth(before.customer(), revision(id), false, Optional.empty(), transitions, facts()));
    }

    /** By a new journey, which keeps some transitions and has others corrected; told before or after the withdrawal. */
    private void replace(UUID id) {
        var before = journeys.get(id);
        var replacement = newId();
        var kept = before.transitions().stream().map(one -> random.nextBoolean() ? one : stall()).toList();
        var customer = random.nextBoolean() ? before.customer() : oneOf(customers);
        join(id, replacement);
        var gone = new Truth(before.customer(), revision(id), true, Optional.of(replacement), List.of(), before.facts());
        if (random.nextBoolean()) {
            put(id, gone);
            begin(replacement, customer, kept);
        } else {
            begin(replacement, customer, kept);
            put(id, gone);
        }
    }

    private void move(UUID id) {
        var before = journeys.get(id);
        var other = oneOf(customers);
        if (!other.equals(before.customer())) {
            long revision = revision(id);
            slots.get(before.customer()).add(new Row(before.customer(), id, revision, moment));
            put(id, new Truth(other, revision, false, Optional.empty(), before.transitions(), facts()));
        }
    }

    /** A split brings a withdrawn journey back, and takes from the replacement what it had from it. */
    private void comeBack() {
        var withdrawn = journeys.entrySet().stream()
                .filter(one -> one.getValue().withdrawn()
                        && !journeys.get(one.getValue().replacedBy().orElseThrow()).withdrawn())
                .map(Map.Entry::getKey)
                .toList();
        if (withdrawn.isEmpty()) {
            return;
        }
        var id = oneOf(withdrawn);
        var replacement = journeys.get(id).replacedBy().orElseThrow();
        var transitions = journeys.get(replacement).transitions();
        begin(id, journeys.get(id).customer(), transitions);
        put(
                replacement,
                new Truth(
                        journeys.get(replacement).customer(),
                        revision(replacement),
                        true,
                        Optional.of(id),
                        List.of(),
                        journeys.get(replacement).facts()));
    }

    private void put(UUID id, Truth truth) {
        journeys.put(id, truth);
        slots.get(truth.customer()).add(new Row(truth.customer(), id, truth.revision(), moment));
    }

    private Change change(Row row) {
        var truth = journeys.get(row.journey());
        if (!truth.withdrawn() && truth.customer().equals(row.customer())) {
            return new Change.Told(
                    new Journey(
                            row.journey(),
                            truth.customer(),
                            truth.revision(),
                            definition,
                            1,
                            truth.facts().state(),
                            Fixtures.NOON,
                            truth.facts().lastInteractionAt(),
                            truth.facts().lastChannel(),
                            "bill.viewed",
                            truth.facts().tally(),
                            truth.transitions()),
                    "");
        }
        return new Change.Withdrawn(row.journey(), row.customer(), row.revision(), truth.replacedBy(), "");
    }

    private long revision(UUID id) {
        return journeys.containsKey(id) ? journeys.get(id).revision() + 1 : 1;
    }

    /** Of few times, so that the last of two is often that of the lower id. */
    private Facts facts() {
        return new Facts(
                oneOf(List.of(JourneyState.values())),
                Fixtures.NOON.plusSeconds(random.nextInt(4)),
                "channel-" + random.nextInt(1_000),
                new Tally(
                        random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9),
                        random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9)));
    }

    private Transition stall() {
        return new Transition(newId(), TransitionKind.STALLED, Fixtures.NOON, "");
    }

    private UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private UUID familyOf(UUID journey) {
        var root = journey;
        for (var next = family.get(root); next != null; next = family.get(root)) {
            root = next;
        }
        return root;
    }

    private void join(UUID one, UUID other) {
        var left = familyOf(one);
        var right = familyOf(other);
        if (!left.equals(right)) {
            family.put(left, right);
            mostStanding.merge(right, mostStanding.getOrDefault(left, 0L), Long::sum);
        }
    }
}
