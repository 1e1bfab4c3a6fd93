package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import java.time.Duration;
import java.util.List;

/** A feed's table as the source of its readers, without a service between. */
class TableSource implements FeedSource<FeedRow> {

    private final FeedTable table;
    private final FeedSignal signal = new FeedSignal();

    TableSource(FeedTable table) {
        this.table = table;
    }

    @Override
    public List<FeedRow> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        return signal.await(wait, () -> table.read(positions, pageSize));
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions) {
        return table.lag(positions, FeedLag.COUNTED_UP_TO);
    }

    @Override
    public ChangeHeader header(FeedRow change) {
        return change.header();
    }
}
