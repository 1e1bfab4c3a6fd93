package io.throughline.journey.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.page.PageToken;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotPlaceTest {

    private static final FeedPosition END = FeedPosition.parse("17-4");
    private static final UUID JOURNEY = new UUID(1, 2);
    private static final UUID CUSTOMER = new UUID(3, 4);

    @Test
    void aTokenLeadsBackToItsPlace() {
        var place = SnapshotPlace.first(END).after(JOURNEY, CUSTOMER);

        assertThat(PageToken.read(place.token()).map(SnapshotPlace::parse)).contains(place);
    }

    @Test
    void oneOfAReleaseThatWentByCustomersBeginsOnceMore() {
        var place = SnapshotPlace.parse(END.token() + " " + CUSTOMER + " " + JOURNEY);

        assertThat(place).isEqualTo(SnapshotPlace.first(END));
    }
}
