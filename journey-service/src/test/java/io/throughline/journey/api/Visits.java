package io.throughline.journey.api;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.journey.WholeJourney;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Journeys to be worded: a customer who enters a shop. */
final class Visits {

    static final UUID CUSTOMER = new UUID(7, 7);

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private static final Definition VISIT = new Definition(
            "visit",
            Optional.empty(),
            List.of(new DefinitionVersion(
                    1,
                    Instant.MIN,
                    List.of(Rule.of(RuleKind.ENTRY, "shop.entered")),
                    Map.of(),
                    Duration.ofHours(4),
                    Duration.ofDays(30),
                    null,
                    AfterEnd.ATTACH)));

    private Visits() {}

    /** The visit that begins with the interaction {@code entry}. */
    static WholeJourney visit(String entry) {
        var interaction = new Interaction(
                new Position(MONDAY, 1, Ids.interaction("test", entry)),
                "test",
                "web",
                "shop.entered",
                Map.of(),
                Feedback.NONE,
                Money.NONE,
                Money.NONE);
        var journey = KeyFold.fold(VISIT, "", List.of(interaction), MONDAY).journeys().getFirst();
        return new WholeJourney(CUSTOMER, 1, 1, Optional.empty(), journey);
    }
}
