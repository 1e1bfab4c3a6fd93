package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.feed.JourneyNews;
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
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyChange.StateCase;
import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.feed.FeedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangePageTest {

    private static final UUID CUSTOMER = new UUID(7, 7);
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
                    AfterEnd.ATTACH)));
    private static final int ROOM_FOR_ALL = 1 << 20;

    private long sequence;

    @Test
    void aJourneyIsToldAtTheLastOfItsChanges() {
        var page = ChangePage.of(List.of(standing("a"), standing("b"), standing("a")), ROOM_FOR_ALL);

        assertThat(page)
                .extracting(JourneyChange::getStateCase)
                .containsExactly(StateCase.TOLD_LATER, StateCase.JOURNEY, StateCase.JOURNEY);
    }

    @Test
    void aPageEndsBeforeWhatExceedsItAndWhatWasPutOffIsToldBeforeTheEnd() {
        var news = List.<JourneyNews>of(standing("a"), standing("a"), standing("b"), standing("a"));
        int room = ChangePage.of(news.subList(0, 1), ROOM_FOR_ALL).getFirst().getJourney().getSerializedSize();

        var page = ChangePage.of(news, room);

        assertThat(page)
                .extracting(JourneyChange::getStateCase)
                .containsExactly(StateCase.TOLD_LATER, StateCase.JOURNEY);
    }

    @Test
    void aJourneyThatExceedsAPageByItselfIsToldAlone() {
        assertThat(ChangePage.of(List.of(standing("a"), standing("b")), 1))
                .extracting(JourneyChange::getStateCase)
                .containsExactly(StateCase.JOURNEY);
    }

    @Test
    void whatIsGoneIsToldByEachOfItsChanges() {
        var gone = Ids.interaction("test", "gone");

        assertThat(ChangePage.of(List.of(gone(gone), standing("a"), gone(gone)), ROOM_FOR_ALL))
                .extracting(JourneyChange::getStateCase)
                .containsExactly(StateCase.TOMBSTONE, StateCase.JOURNEY, StateCase.TOMBSTONE);
    }

    private JourneyNews gone(UUID journey) {
        return new JourneyNews.Gone(row(journey), Optional.empty());
    }

    private JourneyNews standing(String entry) {
        var at = Instant.parse("2026-03-02T08:00:00Z");
        var interaction = new Interaction(
                new Position(at, 1, Ids.interaction("test", entry)),
                "test",
                "web",
                "shop.entered",
                Map.of(),
                Feedback.NONE,
                Money.NONE,
                Money.NONE);
        var journey = KeyFold.fold(VISIT, "", List.of(interaction), at).journeys().getFirst();
        return new JourneyNews.Standing(
                row(journey.id()), new WholeJourney(CUSTOMER, 1, Optional.empty(), journey));
    }

    private FeedRow row(UUID journey) {
        return new FeedRow(1, new FeedPosition(1, ++sequence), CUSTOMER, journey, 1, "");
    }
}
