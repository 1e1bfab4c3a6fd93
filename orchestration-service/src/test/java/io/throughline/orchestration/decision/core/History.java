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

    /** Where something stands. */
    public record Place(UUID journey, UUID customer) {}

    private record Row(UUID customer, UUID journey, long revision, long moment) {}

    private record Truth(
            UUID customer,
            long revision,
            long standingSince,
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

    /** In half of the histories none part, as there the entitlement is tight. */
    private final boolean parting;

    private final List<UUID> customers = new ArrayList<>();
    private final Map<UUID, Truth> journeys = new LinkedHashMap<>();
    private final Map<UUID, List<Row>> slots = new LinkedHashMap<>();
    private final Map<UUID, Integer> positions = new HashMap<>();
    private final Map<UUID, List<Transition>> stoodOnce = new HashMap<>();
    private final Entitlement entitlement = new Entitlement();
    private long moment;

    public History(long seed, String definition) {
        this.random = new Random(seed);
        this.definition = definition;
        this.parting = seed % 2 == 0;
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
        entitlement.count(this::standingIn);
    }

    private void change() {
        var alive = journeys.entrySet().stream().filter(one -> !one.getValue().withdrawn()).map(Map.Entry::getKey).toList();
        if (alive.isEmpty() || random.nextInt(6) == 0) {
            begin(newId(), oneOf(customers), List.of(stall()));
            return;
        }
        var journey = oneOf(alive);
        switch (random.nextInt(parting ? 11 : 9)) {
            case 0, 1 -> refold(journey, List.of(stall()), 0);
            case 2 -> refold(journey, List.of(stall()), 1);
            case 3 -> refold(journey, List.of(), 1);
            case 4 -> replace(journey, newId());
            case 5 -> move(journey);
            case 6 -> comeBack();
            case 7 -> refold(journey, once(journey), random.nextInt(2));
            case 8 -> replace(journey, oneOf(alive));
            case 9 -> part();
            case 10 -> splitOff(journey);
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

    /** The journey in which {@code transition} stands, and whose that is. */
    public Place placeOf(UUID transition) {
        return journeys.entrySet().stream()
                .filter(journey -> journey.getValue().transitions().stream().anyMatch(one -> one.id().equals(transition)))
                .map(journey -> new Place(journey.getKey(), journey.getValue().customer()))
                .findFirst()
                .orElseThrow();
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

    /** That no more was sent than was rightly to be sent by now. */
    public void checkNothingWasRepeated(Collection<KnownAction> actions) {
        entitlement.check(actions.stream()
                .filter(action -> action.state().isSent())
                .map(KnownAction::journey)
                .toList());
    }

    private long standingIn(UUID journey) {
        return journeys.get(journey).transitions().size();
    }

    private void begin(UUID id, UUID customer, List<Transition> transitions) {
        entitlement.begin(id);
        var before = journeys.get(id);
        long since = before != null && !before.withdrawn() ? before.standingSince() : revision(id);
        put(id, new Truth(customer, revision(id), since, false, Optional.empty(), transitions, facts()));
    }

    private void refold(UUID id, List<Transition> brought, int withdrawn) {
        var before = journeys.get(id);
        var transitions = new ArrayList<>(before.transitions());
        for (int i = 0; i < withdrawn && !transitions.isEmpty(); i++) {
            transitions.remove(random.nextInt(transitions.size()));
        }
        transitions.addAll(brought);
        put(id, new Truth(before.customer(), revision(id), before.standingSince(), false, Optional.empty(), transitions, facts()));
    }

    /** Something that stood in it once, and stands nowhere now. */
    private List<Transition> once(UUID id) {
        var standing = standing();
        var gone = stoodOnce.get(id).stream().filter(one -> !standing.contains(one.id())).toList();
        return gone.isEmpty() ? List.of() : List.of(oneOf(gone));
    }

    /** By another journey, which keeps some transitions and has others corrected; told before or after the withdrawal. */
    private void replace(UUID id, UUID replacement) {
        if (id.equals(replacement)) {
            return;
        }
        var before = journeys.get(id);
        var other = journeys.get(replacement);
        var kept = new ArrayList<>(other == null ? List.<Transition>of() : other.transitions());
        before.transitions().forEach(one -> kept.add(random.nextBoolean() ? one : stall()));
        var customer = other != null ? other.customer() : random.nextBoolean() ? before.customer() : oneOf(customers);
        var gone = new Truth(before.customer(), revision(id), before.standingSince(), true, Optional.of(replacement), List.of(), before.facts());
        if (random.nextBoolean()) {
            put(id, gone);
            begin(replacement, customer, kept);
        } else {
            begin(replacement, customer, kept);
            put(id, gone);
        }
        entitlement.join(id, replacement);
    }

    /** A split brings a withdrawn journey back beside the one that took its place, which keeps what is its own. */
    private void part() {
        var withdrawn = withdrawn();
        if (withdrawn.isEmpty()) {
            return;
        }
        var id = oneOf(withdrawn);
        var replacement = journeys.get(id).replacedBy().orElseThrow();
        var left = journeys.get(replacement);
        var elsewhere = standing();
        left.transitions().forEach(one -> elsewhere.remove(one.id()));
        var returned = stoodOnce.get(id).stream().filter(one -> !elsewhere.contains(one.id())).toList();
        var rest = left.transitions().stream().filter(one -> !returned.contains(one)).toList();
        begin(id, journeys.get(id).customer(), returned);
        put(replacement, new Truth(left.customer(), revision(replacement), left.standingSince(), false, Optional.empty(), rest, facts()));
        entitlement.part(id, followers(id));
    }

    /** A split takes some transitions to a new journey of another customer, which takes nobody's place. */
    private void splitOff(UUID id) {
        var before = journeys.get(id);
        var taken = before.transitions().stream().filter(_ -> random.nextBoolean()).toList();
        var left = before.transitions().stream().filter(one -> !taken.contains(one)).toList();
        var own = newId();
        begin(own, oneOf(customers), taken);
        put(id, new Truth(before.customer(), revision(id), before.standingSince(), false, Optional.empty(), left, facts()));
        entitlement.join(own, id);
        entitlement.part(own, Set.of(own));
    }

    /** {@code id} and all that it took the place of, over any number of steps. */
    private Set<UUID> followers(UUID id) {
        var followers = new HashSet<>(Set.of(id));
        for (boolean grown = true; grown; ) {
            grown = false;
            for (var journey : journeys.entrySet()) {
                if (journey.getValue().replacedBy().filter(followers::contains).isPresent()) {
                    grown |= followers.add(journey.getKey());
                }
            }
        }
        return followers;
    }

    private void move(UUID id) {
        var before = journeys.get(id);
        var other = oneOf(customers);
        if (!other.equals(before.customer())) {
            long revision = revision(id);
            slots.get(before.customer()).add(new Row(before.customer(), id, revision, moment));
            put(id, new Truth(other, revision, before.standingSince(), false, Optional.empty(), before.transitions(), facts()));
        }
    }

    /** A split brings a withdrawn journey back, and takes from the replacement what it had from it. */
    private void comeBack() {
        var withdrawn = withdrawn();
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
                        journeys.get(replacement).standingSince(),
                        true,
                        Optional.of(id),
                        List.of(),
                        journeys.get(replacement).facts()));
    }

    /** Those whose place another has taken that is there. */
    private List<UUID> withdrawn() {
        return journeys.entrySet().stream()
                .filter(one -> one.getValue().withdrawn()
                        && !journeys.get(one.getValue().replacedBy().orElseThrow()).withdrawn())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void put(UUID id, Truth truth) {
        var once = stoodOnce.computeIfAbsent(id, _ -> new ArrayList<>());
        truth.transitions().stream().filter(one -> !once.contains(one)).forEach(once::add);
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
                            truth.standingSince(),
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
        return new Change.Withdrawn(
                row.journey(), row.customer(), row.revision(), truth.standingSince(), truth.replacedBy(), "");
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
}
