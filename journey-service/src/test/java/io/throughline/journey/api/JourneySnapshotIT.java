package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.clock.ClockControl;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.redirect.CustomerMoves;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ChangingIdentity;
import io.throughline.journey.testing.RandomLife;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.timer.DueTimers;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.ReadJourneySnapshotRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.feed.FeedUpkeep;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Readers who come whenever they like, and are told that they are too late, or not, end with the journeys as they are, whatever
 * is recorded, merged, split or deleted from the feed while they read.
 *
 * <p>A failure prints its seed; {@code -Dthroughline.seed=…} runs that one alone.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JourneySnapshotIT {

    @GrpcClient("self")
    JourneyServiceBlockingStub journeyService;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    ScriptedIdentity identity;

    @Inject
    Intake intake;

    @Inject
    CustomerMoves moves;

    @Inject
    ClockControl clock;

    @Inject
    DueTimers timers;

    @Inject
    JourneyQueries journeys;

    /** Others begin at the beginning of the feed. */
    @AfterEach
    void keepAllAgain() {
        database.run("truncate feed_truncation");
    }

    @Test
    void readersEndWithTheJourneysAsTheyAre() {
        var given = Optional.ofNullable(System.getProperty("throughline.seed")).map(Long::parseLong);
        long first = given.orElseGet(System::nanoTime);
        int snapshots = 0;
        for (long seed = first; seed < first + (given.isPresent() ? 1 : 8); seed++) {
            try {
                snapshots += live(new Random(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("with -Dthroughline.seed=" + seed, failure);
            }
        }
        assertThat(snapshots).as("snapshots that were read, from seed " + first).isPositive();
    }

    @Test
    void whoIsTooFarBehindIsToldOfWhichSlots() throws Exception {
        live(new Random(1));
        expireAll();

        var refused = catchThrowableOfType(StatusRuntimeException.class, () -> new Reader().read(100));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        var info = StatusProto.fromThrowable(refused).getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("FEED_TRUNCATED");
        assertThat(info.getMetadataMap().get("slots")).matches("[0-9]+(,[0-9]+)*");
        var lag = journeyService.getJourneyFeedLag(GetJourneyFeedLagRequest.newBuilder()
                .addAllPositions(new Reader().positions())
                .build());
        assertThat(lag.getTruncated()).isTrue();
    }

    @Test
    void tokensThatThisServiceDidNotGiveOutAreRefused() {
        for (var token : List.of("x", "eCB5IHo", "MC0wIGEgYg")) {
            var refused = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> journeyService.readJourneySnapshot(ReadJourneySnapshotRequest.newBuilder()
                            .addSlots(1)
                            .setPageToken(token)
                            .setPageSize(1)
                            .build()));
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    /** How many snapshots were read. */
    private int live(Random random) {
        var life = new RandomLife(random);
        beginning.under(life.definitions().toArray(Definition[]::new));
        database.run("truncate feed_truncation");
        clock.startReplay();
        clock.advance(RandomLife.BEGIN.plus(RandomLife.SPAN));
        var identifiers = IntStream.range(0, 6).mapToObj(i -> ScriptedIdentity.identifier("crm", "c" + i)).toList();
        var people = new ChangingIdentity(identity, identifiers, random);
        var interactions = new ArrayDeque<>(life.interactions(80, identifiers));
        var readers = new ArrayList<Reader>();
        int snapshots = 0;
        while (!interactions.isEmpty()) {
            somethingHappens(interactions, people, random);
            if (random.nextInt(4) == 0) {
                readers.add(new Reader());
            }
            if (random.nextInt(4) == 0) {
                expireAll();
            }
            for (var reader : readers) {
                if (random.nextInt(3) == 0) {
                    snapshots += reader.readOrReadAnew(
                            1 + random.nextInt(20), random, () -> somethingHappens(interactions, people, random));
                }
            }
        }
        while (people.hasNews()) {
            tell(people);
        }
        while (moves.goOn()) {}
        while (timers.read().due() > 0) {
            timers.fire();
        }
        readers.add(new Reader());
        var standing = standing(people);
        for (var reader : readers) {
            snapshots += reader.readOrReadAnew(1_000, random, () -> {});
            while (reader.read(1_000) > 0) {
                // To the end.
            }
            assertThat(reader.standing()).isEqualTo(standing);
        }
        return snapshots;
    }

    private void somethingHappens(Deque<Interaction> interactions, ChangingIdentity people, Random random) {
        var batch = new ArrayList<Interaction>();
        for (int i = random.nextInt(8); i >= 0 && !interactions.isEmpty(); i--) {
            batch.add(interactions.poll());
        }
        if (batch.isEmpty()) {
            return;
        }
        people.meet(batch.stream().map(interaction -> interaction.getIdentifiers(0)).toList());
        intake.record(batch);
        people.change();
        if (random.nextBoolean() && people.hasNews()) {
            tell(people);
        }
    }

    private void tell(ChangingIdentity people) {
        var news = people.news();
        database.inTransaction(transaction -> {
            moves.handle(transaction, news);
            return null;
        });
    }

    /** As when all that is there was kept long enough. */
    private void expireAll() {
        database.run("update feed set recorded_at = now() - interval '31 days'");
        new FeedUpkeep(database, Duration.ofHours(1), Optional.of(Duration.ofDays(30))).run();
    }

    private Map<String, Journey> standing(ChangingIdentity people) {
        return database.inTransaction(transaction -> people.customers().stream()
                .flatMap(customer ->
                        journeys.of(transaction, customer, Integer.MAX_VALUE, Long.MAX_VALUE).stream())
                .map(JourneyMessages::journey)
                .collect(Collectors.toMap(Journey::getId, journey -> journey)));
    }

    /** Reads as the contract says: from the snapshot when it is told to, else the feed; ignoring what is not above its revision. */
    private final class Reader {

        private final String[] positions = IntStream.range(0, 64).mapToObj(_ -> "").toArray(String[]::new);
        private final Map<String, Long> revisions = new HashMap<>();
        private final Map<String, Journey> known = new HashMap<>();

        List<SlotPosition> positions() {
            return IntStream.range(0, 64)
                    .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).setPosition(positions[slot]).build())
                    .toList();
        }

        Map<String, Journey> standing() {
            return known;
        }

        int read(int pageSize) {
            var page = journeyService.readJourneyChanges(ReadJourneyChangesRequest.newBuilder()
                    .addAllPositions(positions())
                    .setPageSize(pageSize)
                    .build());
            for (var change : page.getChangesList()) {
                apply(change);
                positions[change.getHeader().getSlot()] = change.getHeader().getPosition();
            }
            return page.getChangesCount();
        }

        /** Whether a snapshot was read, as 1 or 0. */
        int readOrReadAnew(int pageSize, Random random, Runnable between) {
            try {
                read(pageSize);
                return 0;
            } catch (StatusRuntimeException refused) {
                readAnew(slots(refused), 1 + random.nextInt(6), between);
                return 1;
            }
        }

        private List<Integer> slots(StatusRuntimeException refused) {
            var details = StatusProto.fromThrowable(refused).getDetailsList();
            try {
                return Arrays.stream(details.getFirst()
                                .unpack(ErrorInfo.class)
                                .getMetadataOrThrow("slots")
                                .split(","))
                        .map(Integer::valueOf)
                        .toList();
            } catch (InvalidProtocolBufferException garbled) {
                throw new AssertionError(garbled);
            }
        }

        private void readAnew(List<Integer> slots, int pageSize, Runnable between) {
            var token = "";
            do {
                var page = journeyService.readJourneySnapshot(ReadJourneySnapshotRequest.newBuilder()
                        .addAllSlots(slots)
                        .setPageToken(token)
                        .setPageSize(pageSize)
                        .build());
                assertThat(page.getChangesCount()).isLessThanOrEqualTo(pageSize);
                page.getChangesList().forEach(change -> {
                    assertThat(slots).contains(change.getHeader().getSlot());
                    assertThat(change.getHeader().getPosition()).isEmpty();
                    apply(change);
                });
                token = page.getNextPageToken();
                if (token.isEmpty()) {
                    for (var position : page.getPositionsList()) {
                        positions[position.getSlot()] = position.getPosition();
                    }
                }
                between.run();
            } while (!token.isEmpty());
        }

        private void apply(JourneyChange change) {
            var id = change.getJourneyId();
            if (change.hasToldLater() || revisions.getOrDefault(id, 0L) >= change.getHeader().getRevision()) {
                return;
            }
            if (change.hasJourney()) {
                known.put(id, change.getJourney());
                revisions.put(id, change.getJourney().getRevision());
            } else {
                known.remove(id);
                revisions.put(id, change.getHeader().getRevision());
            }
        }
    }
}
