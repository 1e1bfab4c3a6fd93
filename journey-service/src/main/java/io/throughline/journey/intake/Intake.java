package io.throughline.journey.intake;

import com.google.protobuf.Timestamp;
import io.throughline.journey.clock.Clock;
import io.throughline.journey.clock.ClockReading;
import io.throughline.journey.clock.Horizon;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Takes batches of interactions in: each is checked and answered by itself, and the good ones are recorded together. */
@ApplicationScoped
public class Intake {

    /**
     * A batch that needs only to be written.
     *
     * @param outcomes known already; {@code null} where writing will tell
     * @param repeats the places of interactions that repeat an earlier one of the same batch, with that one's place
     */
    public record Prepared(Outcome[] outcomes, List<ResolvedInteraction> resolved, Map<Integer, Integer> repeats) {}

    /** Each time somebody was erased while identity-service was asked, which does not go on for long. */
    private static final int ATTEMPTS = 10;

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    /** Of one id there may be several in a batch: which of them counts is known where they are written. */
    private record Content(UUID id, UUID digest) {}

    private final Clock clock;
    private final InteractionRules rules;
    private final Resolver resolver;
    private final Append append;
    private final JourneyFeed feed;

    @Inject
    public Intake(Clock clock, InteractionRules rules, Resolver resolver, Append append, JourneyFeed feed) {
        this.clock = clock;
        this.rules = rules;
        this.resolver = resolver;
        this.append = append;
        this.feed = feed;
    }

    /**
     * Records {@code batch}; one outcome for each, in their order. When it throws, all of it was recorded or nothing, and as a
     * rule nothing: a commit may come about though its answer is lost. Recording it again is safe, since each counts once.
     */
    public List<Outcome> record(List<Interaction> batch) {
        return write(prepare(batch));
    }

    /**
     * As {@link #record}, of a sender who need not say when something occurred: then it is when it came first. Sent again without a
     * time it is the same.
     */
    public List<Outcome> recordAsTheyCome(List<Interaction> batch) {
        return write(prepare(batch, true));
    }

    /** Checks {@code batch} and finds out whose its interactions are. Writes nothing here. */
    public Prepared prepare(List<Interaction> batch) {
        return prepare(batch, false);
    }

    private Prepared prepare(List<Interaction> batch, boolean asTheyCome) {
        var outcomes = new Outcome[batch.size()];
        var repeats = new HashMap<Integer, Integer>();
        var checked = check(batch, asTheyCome, outcomes, repeats);
        var resolved = checked.isEmpty()
                ? List.<ResolvedInteraction>of()
                : resolver.resolve(
                        checked, (interaction, status) -> outcomes[interaction.index()] = new Refused(status));
        return new Prepared(outcomes, resolved, repeats);
    }

    private List<CheckedInteraction> check(
            List<Interaction> batch, boolean asTheyCome, Outcome[] outcomes, Map<Integer, Integer> repeats) {
        var reading = clock.read();
        var came = reading.now().orElse(reading.timeOfDay());
        var sentAgain = asTheyCome ? recordedWithoutTime(batch) : Set.<UUID>of();
        var checked = new ArrayList<CheckedInteraction>(batch.size());
        var byContent = HashMap.<Content, CheckedInteraction>newHashMap(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var sent = batch.get(i);
            // One after the other, as they stand in the batch.
            var timed = asTheyCome && !sent.hasOccurredAt()
                    ? occurring(sent, came.minus(batch.size() - 1L - i, ChronoUnit.MICROS), sentAgain)
                    : sent;
            var violations = rules.violations(timed, reading.now());
            if (!violations.isEmpty()) {
                outcomes[i] = new Refused(Refusal.invalid(violations).status());
                continue;
            }
            var interaction = CheckedInteraction.of(i, timed, ContentDigest.of(sent));
            var earlier = byContent.putIfAbsent(new Content(interaction.id(), interaction.digest()), interaction);
            if (earlier == null) {
                checked.add(interaction);
            } else {
                repeats.put(i, earlier.index());
            }
        }
        refuseWhatIsTooOld(reading, checked, outcomes);
        return checked;
    }

    private Set<UUID> recordedWithoutTime(List<Interaction> batch) {
        var untimed = batch.stream().filter(sent -> !sent.hasOccurredAt()).map(Intake::id).toList();
        return untimed.isEmpty() ? Set.of() : append.recorded(untimed);
    }

    /** One that was recorded before says nothing of its customer as of now: it did when it came first. */
    private static Interaction occurring(Interaction sent, Instant at, Set<UUID> sentAgain) {
        var timed = sent.toBuilder()
                .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
        return (sentAgain.contains(id(sent)) ? timed.clearCustomerAttributes() : timed).build();
    }

    private static UUID id(Interaction sent) {
        return Ids.interaction(sent.getSource(), sent.getId());
    }

    /** Before it is asked whose it is: identity-service is to learn nothing from what is refused. What is known is a repetition. */
    private void refuseWhatIsTooOld(ClockReading reading, List<CheckedInteraction> checked, Outcome[] outcomes) {
        var older = checked.stream()
                .filter(interaction -> reading.isTooOld(interaction.interaction().occurredAt()))
                .toList();
        if (!older.isEmpty()) {
            var recorded = append.recorded(older.stream().map(CheckedInteraction::id).toList());
            older.stream().filter(interaction -> !recorded.contains(interaction.id())).forEach(interaction ->
                    outcomes[interaction.index()] = new Refused(Horizon.refusal("occurred_at", reading.horizon().orElseThrow()).status()));
            checked.removeIf(interaction -> outcomes[interaction.index()] != null);
        }
    }

    /** Makes the batch durable. */
    public List<Outcome> write(Prepared batch) {
        var outcomes = batch.outcomes();
        append(batch.resolved(), outcomes);
        batch.repeats().forEach((place, earlier) -> outcomes[place] = repeated(outcomes[earlier]));
        return Arrays.asList(outcomes);
    }

    private void append(List<ResolvedInteraction> interactions, Outcome[] outcomes) {
        var resolved = interactions;
        for (int attempt = 1; !resolved.isEmpty(); attempt++) {
            try {
                var appended = append.append(resolved);
                for (int i = 0; i < resolved.size(); i++) {
                    outcomes[resolved.get(i).checked().index()] = appended.outcomes().get(i);
                }
                if (appended.told()) {
                    feed.raise();
                }
                return;
            } catch (HoldersErased meanwhile) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.unavailable("customers of this batch are being erased; try again", TRY_AGAIN);
                }
                resolved = resolvedAnew(resolved, meanwhile.interactions(), outcomes);
            }
        }
    }

    /** Whose {@code erased} are is asked again: who comes back is somebody new. */
    private List<ResolvedInteraction> resolvedAnew(
            List<ResolvedInteraction> all, List<ResolvedInteraction> erased, Outcome[] outcomes) {
        var again = resolver.resolveAgain(
                erased, (interaction, status) -> outcomes[interaction.index()] = new Refused(status));
        var byIndex = new TreeMap<Integer, ResolvedInteraction>();
        all.forEach(interaction -> byIndex.put(interaction.checked().index(), interaction));
        erased.forEach(interaction -> byIndex.remove(interaction.checked().index()));
        again.forEach(interaction -> byIndex.put(interaction.checked().index(), interaction));
        return List.copyOf(byIndex.values());
    }

    private static Outcome repeated(Outcome first) {
        return switch (first) {
            case Recorded recorded -> new Recorded(recorded.id(), recorded.customer(), true);
            case Refused refused -> refused;
        };
    }
}
