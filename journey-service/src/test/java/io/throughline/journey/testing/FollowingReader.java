package io.throughline.journey.testing;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.feed.JourneyNews;
import io.throughline.journey.journey.WholeJourney;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Follows the feed as the contract says: in order within each slot, ignoring what is not above the revision it has. */
public final class FollowingReader {

    private record Known(long revision, WholeJourney journey) {}

    private final JourneyFeed feed;
    private final BiConsumer<Optional<WholeJourney>, WholeJourney> backfills;
    private final String[] positions = IntStream.range(0, 64).mapToObj(_ -> "").toArray(String[]::new);
    private final Map<UUID, Known> known = new HashMap<>();

    public FollowingReader(JourneyFeed feed) {
        this(feed, (_, _) -> {});
    }

    /** @param backfills gets, of each journey that is told as backfill, what was known of it, and what is told */
    public FollowingReader(JourneyFeed feed, BiConsumer<Optional<WholeJourney>, WholeJourney> backfills) {
        this.feed = feed;
        this.backfills = backfills;
    }

    /** Reads one page of at most {@code limit} changes, and answers how many there were. */
    public int read(int limit) {
        return read(limit, Duration.ZERO);
    }

    /** Reads, waiting for news, until what stands is as {@code expected}; fails when no more is told for half a minute. */
    public void readUntil(Predicate<Set<WholeJourney>> expected) {
        while (!expected.test(standing())) {
            if (read(100, Duration.ofSeconds(30)) == 0) {
                throw new AssertionError("nothing else is told than that these stand: " + standing());
            }
        }
    }

    private int read(int limit, Duration wait) {
        List<SlotPosition> from = IntStream.range(0, 64)
                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).setPosition(positions[slot]).build())
                .toList();
        var page = feed.read(from, limit, wait);
        page.news().forEach(this::apply);
        return page.news().size();
    }

    private void apply(JourneyNews news) {
        positions[news.row().slot()] = news.row().position().token();
        var before = known.get(news.row().subject());
        if (before != null && before.revision() >= news.row().revision()) {
            return;
        }
        if (news.isBackfill() && news instanceof JourneyNews.Standing standing) {
            backfills.accept(Optional.ofNullable(before).map(Known::journey), standing.journey());
        }
        known.put(
                news.row().subject(),
                switch (news) {
                    case JourneyNews.Standing standing ->
                        new Known(standing.journey().revision(), standing.journey());
                    case JourneyNews.Gone _ -> new Known(news.row().revision(), null);
                });
    }

    /** What stands, as far as this reader knows. */
    public Set<WholeJourney> standing() {
        var standing = new HashSet<WholeJourney>();
        known.values().stream()
                .filter(journey -> journey.journey() != null)
                .forEach(journey -> standing.add(journey.journey()));
        return standing;
    }

    /** Every id that was ever told. */
    public Set<UUID> ids() {
        return known.keySet();
    }
}
