package io.throughline.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a definition is retired no journey begins; what began before runs on; and the order of arrival does not matter. */
class RetiredTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant RETIRED = MONDAY.plus(Duration.ofMinutes(100));
    private static final Instant REVIVED = MONDAY.plus(Duration.ofMinutes(200));

    @ParameterizedTest
    @ValueSource(strings = {"attach", "new", "ignore"})
    void noJourneyBeginsWhileItIsRetired(String afterEnd) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int began = 0;
        int ranOn = 0;
        for (int life = 0; life < 500; life++) {
            var definition = definition(afterEnd);
            var happened = happened(random);
            var journeys = KeyFold.fold(definition, "", happened, MONDAY.plus(Duration.ofDays(1))).journeys();

            assertThat(stepByStep(definition, happened)).as("seed %d", seed).isEqualTo(last(journeys));
            for (var journey : journeys) {
                var entry = journey.entry().occurredAt();
                assertThat(!entry.isBefore(RETIRED) && entry.isBefore(REVIVED)).as("seed %d: %s", seed, journey).isFalse();
                assertThat(journey.version()).as("seed %d", seed).isEqualTo(entry.isBefore(RETIRED) ? 1 : 3);
                began++;
                ranOn += entry.isBefore(RETIRED) && !journey.last().occurredAt().isBefore(RETIRED) ? 1 : 0;
            }
        }
        assertThat(began).as("seed %d: journeys", seed).isGreaterThan(200);
        assertThat(ranOn).as("seed %d: journeys that ran on after it was retired", seed).isGreaterThan(20);
    }

    private static Definition definition(String afterEnd) {
        var yaml = "name: a\ntitle: A\nentry: [x]\nachieved: [z]\ntouchpoints: [y]\nstall_after: 20m\nabandon_after: 90m\nafter_end: "
                + afterEnd + "\n";
        var live = Draft.read(yaml).map();
        var retired = Draft.read(yaml + "status: retired\n").map();
        return new Definition(
                "a",
                Optional.empty(),
                List.of(live.version(1, Instant.MIN), retired.version(2, RETIRED), live.version(3, REVIVED)));
    }

    /** The journey that was reached last, going on from what is remembered after each step. */
    private static Optional<Journey> stepByStep(Definition definition, List<Interaction> happened) {
        var inOrder = new ArrayList<>(happened);
        inOrder.sort((left, right) -> left.position().compareTo(right.position()));
        var fold = KeyFold.begin(definition, "");
        for (var interaction : inOrder) {
            fold.step(interaction);
            fold = KeyFold.resume(definition, "", fold.tail().orElseThrow());
        }
        fold.advance(MONDAY.plus(Duration.ofDays(1)));
        return last(fold.journeys());
    }

    private static Optional<Journey> last(List<Journey> journeys) {
        return journeys.isEmpty() ? Optional.empty() : Optional.of(journeys.getLast());
    }

    private static List<Interaction> happened(Random random) {
        var happened = new ArrayList<Interaction>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            happened.add(new Interaction(
                    new Position(
                            MONDAY.plus(Duration.ofMinutes(random.nextInt(300))),
                            0,
                            new UUID(random.nextLong(), random.nextLong())),
                    "test",
                    "web",
                    List.of("x", "y", "z").get(random.nextInt(3)),
                    Map.of(),
                    new Feedback(null, null, null),
                    Money.NONE,
                    Money.NONE));
        }
        Collections.shuffle(happened, random);
        return happened;
    }
}
