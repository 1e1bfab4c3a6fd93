package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

    @Test
    void whatIsToldIsBackfillWhenAllItsChangesAre() {
        var gone = Ids.interaction("test", "gone");
        var news = List.of(
                backfill("a", 1), backfill("b", 1), standing("c"), standing("a"), backfill("b", 1), backfill("c", 1),
                new JourneyNews.Gone(row(gone, 1, true), Optional.empty(), 1, 1));

        assertThat(ChangePage.of(news, ROOM_FOR_ALL))
                .extracting(JourneyChange::getStateCase, JourneyChange::getBackfill)
                .containsExactly(
                        tuple(StateCase.TOLD_LATER, false),
                        tuple(StateCase.TOLD_LATER, false),
                        tuple(StateCase.TOLD_LATER, false),
                        tuple(StateCase.JOURNEY, false),
                        tuple(StateCase.JOURNEY, true),
                        tuple(StateCase.JOURNEY, false),
                        tuple(StateCase.TOMBSTONE, true));
    }

    @Test
    void whatIsLeftOutOfAPageMakesNothingNews() {
        var news = List.of(backfill("a", 1), standing("b"), standing("a"));
        int room = ChangePage.of(news.subList(0, 1), ROOM_FOR_ALL).getFirst().getJourney().getSerializedSize();

        assertThat(ChangePage.of(news, room)).singleElement().matches(JourneyChange::getBackfill);
    }

    @Test
    void aStateThatIsNewerThanItsChangesIsNoBackfill() {
        var gone = new JourneyNews.Gone(row(Ids.interaction("test", "gone"), 1, true), Optional.empty(), 2, 1);

        assertThat(ChangePage.of(List.of(backfill("a", 0), gone), ROOM_FOR_ALL)).noneMatch(JourneyChange::getBackfill);
    }

    private JourneyNews gone(UUID journey) {
        return new JourneyNews.Gone(row(journey, 1, false), Optional.empty(), 1, 1);
    }

    private JourneyNews standing(String entry) {
        var visit = Visits.visit(entry);
        return new JourneyNews.Standing(row(visit.journey().id(), 1, false), visit);
    }

    /** The journey's revision is 1. */
    private JourneyNews backfill(String entry, long revision) {
        var visit = Visits.visit(entry);
        return new JourneyNews.Standing(row(visit.journey().id(), revision, true), visit);
    }

    private FeedRow row(UUID journey, long revision, boolean backfill) {
        return new FeedRow(1, new FeedPosition(1, ++sequence), Visits.CUSTOMER, journey, revision, "", backfill);
    }
}
