package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.feed.JourneyNews;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyChange.StateCase;
import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.feed.FeedRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangePageTest {

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
        return new JourneyNews.Gone(row(journey), Optional.empty(), 1, 1);
    }

    private JourneyNews standing(String entry) {
        var visit = Visits.visit(entry);
        return new JourneyNews.Standing(row(visit.journey().id()), visit);
    }

    private FeedRow row(UUID journey) {
        return new FeedRow(1, new FeedPosition(1, ++sequence), Visits.CUSTOMER, journey, 1, "", false);
    }
}
