package io.throughline.journey.testing;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.type.Money;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Condition;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Migration;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.fold.StageRule;
import io.throughline.journey.v1.Feedback;
import io.throughline.journey.v1.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Definitions and interactions at random, made so that they meet: few touchpoints, few customers, few moments in time. */
public final class RandomLife {

    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    public static final Duration SPAN = Duration.ofDays(4);

    private static final List<String> TOUCHPOINTS = List.of("a", "b", "c", "d", "e", "f");

    private final RandomGenerator random;

    public RandomLife(RandomGenerator random) {
        this.random = random;
    }

    public List<Definition> definitions() {
        var definitions = new ArrayList<Definition>();
        for (int i = 0; i < 3; i++) {
            var versions = new ArrayList<DefinitionVersion>();
            versions.add(version(1, Instant.MIN));
            if (random.nextBoolean()) {
                versions.add(version(2, BEGIN.plus(SPAN.dividedBy(2))));
            }
            definitions.add(new Definition(
                    "definition-" + i, random.nextInt(3) == 0 ? Optional.of("order") : Optional.empty(), versions));
        }
        return definitions;
    }

    /** Some from one of two versions to the other, at times of which no two are the same. */
    public List<Migration> migrations(Definition definition) {
        var migrations = new TreeMap<Instant, Migration>();
        for (int i = definition.versions().size() == 1 ? 0 : random.nextInt(4); i > 0; i--) {
            var at = BEGIN.plus(Duration.ofMinutes(30L * random.nextInt((int) SPAN.toHours() * 2)));
            var from = random.nextBoolean() ? Set.<Integer>of() : Set.of(1 + random.nextInt(2));
            migrations.put(at, new Migration(at, 1 + random.nextInt(2), from));
        }
        return List.copyOf(migrations.values());
    }

    private DefinitionVersion version(int number, Instant from) {
        var rules = new ArrayList<Rule>();
        rules.add(Rule.of(RuleKind.ENTRY, touchpoint()));
        rules.add(Rule.of(RuleKind.ENTRY, touchpoint())
                .when((interaction, _) -> interaction.attributes().get("amount") instanceof Double d && d > 50));
        for (int i = 0; i < 4; i++) {
            var kind = RuleKind.values()[1 + random.nextInt(RuleKind.values().length - 1)];
            rules.add(
                    kind == RuleKind.MOMENT
                            ? Rule.moment("moment-" + random.nextInt(2), touchpoint())
                            : Rule.of(kind, touchpoint()));
        }
        int most = random.nextInt(6);
        rules.add(Rule.of(RuleKind.GOAL, touchpoint())
                .when((_, journey) -> journey.interactions() > most && journey.handovers() > 0));
        return new DefinitionVersion(
                        number,
                        from,
                        rules,
                        Map.of(touchpoint(), "service"),
                        random.nextBoolean() ? Duration.ofHours(1 + random.nextInt(12)) : null,
                        random.nextBoolean() ? Duration.ofHours(6 + random.nextInt(24)) : null,
                        random.nextBoolean() ? Duration.ofHours(1 + random.nextInt(60)) : null,
                        AfterEnd.values()[random.nextInt(3)])
                .through(List.of(
                        new StageRule("one", touchpoint(), Condition.ALWAYS),
                        new StageRule("two", touchpoint(), Condition.ALWAYS)));
    }

    private String touchpoint() {
        return TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size()));
    }

    /** The later, the more of {@code identifiers} are in use. */
    public List<Interaction> interactions(int count, List<Identifier> identifiers) {
        var interactions = new ArrayList<Interaction>();
        for (int i = 0; i < count; i++) {
            interactions.add(interaction(i, identifiers));
        }
        return interactions;
    }

    private Interaction interaction(int number, List<Identifier> identifiers) {
        // To the half hour, so that many occur at the same time and at deadlines.
        int halfHours = (int) SPAN.toHours() * 2;
        int halfHour = random.nextInt(halfHours);
        long seconds = BEGIN.getEpochSecond() + 1800L * halfHour;
        var identifier = identifiers.get(random.nextInt(1 + halfHour * identifiers.size() / halfHours));
        var interaction = Interaction.newBuilder()
                .setSource("source-" + random.nextInt(2))
                .setId("id-" + number)
                .setOccurredAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(random.nextInt(3) * 1000))
                .setSourceSequence(random.nextInt(3))
                .addIdentifiers(identifier)
                .setChannel(random.nextBoolean() ? "web" : "phone")
                .setTouchpoint(touchpoint())
                .setAttributes(Struct.newBuilder()
                        .putFields("amount", number(random.nextInt(100) + 0.1))
                        .putFields("order", number(random.nextInt(3))));
        if (random.nextInt(3) == 0) {
            interaction.setFeedback(Feedback.newBuilder().setNps(random.nextInt(11)).setComment("well…"));
        }
        if (random.nextInt(4) == 0) {
            interaction.setRevenue(Money.newBuilder()
                    .setCurrencyCode(random.nextBoolean() ? "EUR" : "SEK")
                    .setUnits(random.nextInt(100))
                    .setNanos(random.nextInt(4) * 250_000_000));
        }
        return interaction.build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }
}
