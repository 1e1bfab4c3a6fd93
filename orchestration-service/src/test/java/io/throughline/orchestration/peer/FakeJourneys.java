package io.throughline.orchestration.peer;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import io.grpc.stub.StreamObserver;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.ClockServiceGrpc;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionServiceGrpc;
import io.throughline.journey.v1.DefinitionStatus;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetClockResponse;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.GetJourneyFeedLagResponse;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyServiceGrpc;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.ListDefinitionsResponse;
import io.throughline.journey.v1.Moment;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.ReadJourneyChangesResponse;
import io.throughline.journey.v1.ReadJourneySnapshotRequest;
import io.throughline.journey.v1.ReadJourneySnapshotResponse;
import io.throughline.journey.v1.Tombstone;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.Slots;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A journey-service that tells what a test has it tell, through a feed that works like the real one. */
public final class FakeJourneys {

    private record Row(
            int slot,
            long sequence,
            String customer,
            String journey,
            long revision,
            String traceparent,
            Instant recordedAt) {}

    /** The service's doors. */
    final Feed feed = new Feed();

    final Clocks clocks = new Clocks();

    final Maps definitions = new Maps();

    private final List<Row> rows = new ArrayList<>();
    private final List<Definition> defined = new ArrayList<>();
    private final Map<String, Journey> alive = new HashMap<>();
    private final Map<String, String> replacements = new HashMap<>();
    private ClockMode mode = ClockMode.CLOCK_MODE_LIVE;
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private long readTo = -1;
    private long readable = Long.MAX_VALUE;
    private int lagsTold;
    private int snapshotPages;
    private boolean secondPageKeptBack;

    /** Rows up to this sequence are no longer kept. */
    private long forgotten;

    /** Has a definition of this name be known, with one moment. */
    public synchronized void define(String name, String moment) {
        defined.add(Definition.newBuilder()
                .setName(name)
                .addMoments(Moment.newBuilder().setName(moment))
                .build());
    }

    /** Has a definition of this name be known, which is retired. */
    public synchronized void retire(String name) {
        defined.add(Definition.newBuilder()
                .setName(name)
                .setStatus(DefinitionStatus.DEFINITION_STATUS_RETIRED)
                .build());
    }

    /** Sets the clock. */
    public synchronized void showTime(ClockMode clockMode, Instant time) {
        mode = clockMode;
        now = time;
    }

    /** Tells the newest state of a journey. */
    public synchronized void tell(Journey journey, String traceparent) {
        var before = alive.put(journey.getId(), journey);
        replacements.remove(journey.getId());
        if (before != null && !before.getCustomerId().equals(journey.getCustomerId())) {
            append(before.getCustomerId(), journey.getId(), journey.getRevision(), traceparent);
        }
        append(journey.getCustomerId(), journey.getId(), journey.getRevision(), traceparent);
    }

    /** Tells that a journey is no longer. */
    public synchronized void withdraw(String journey, String replacedBy) {
        var before = alive.remove(journey);
        replacements.put(journey, replacedBy);
        append(before.getCustomerId(), journey, before.getRevision() + 1, "");
    }

    /** Waits until the follower has asked for what comes after all that was told, so that it has kept all before. */
    public synchronized void awaitFollowed() {
        long last = rows.isEmpty() ? 0 : rows.getLast().sequence();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            while (readTo < last) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("the feed was read to " + readTo + " of " + last + " only");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /** What is told from now on cannot be read yet, as if an earlier writer were still running; journeys show it already. */
    public synchronized void keepBack() {
        readable = rows.size();
    }

    /** All that was told can be read. */
    public synchronized void keepBackNoLonger() {
        readable = Long.MAX_VALUE;
        notifyAll();
    }

    /** Waits until it was asked {@code times} more how much is unread. */
    public synchronized void awaitAskedForLag(int times) {
        int enough = lagsTold + times;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            while (lagsTold < enough) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("nobody asked how much is unread");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /** Keeps nothing of what was told so far. */
    public synchronized void forgetRows() {
        forgotten = rows.size();
    }

    /** From the second on, pages of a snapshot are not answered until they are let go. */
    public synchronized void keepBackSecondPage() {
        secondPageKeptBack = true;
    }

    /** All pages of a snapshot are answered. */
    public synchronized void keepBackSecondPageNoLonger() {
        secondPageKeptBack = false;
        notifyAll();
    }

    /** How many pages of a snapshot were asked for. */
    public synchronized int snapshotPages() {
        return snapshotPages;
    }

    /** How often it was asked how much is unread. */
    public synchronized int lagsTold() {
        return lagsTold;
    }

    /** Has {@link #awaitFollowed} wait for another look from the very beginning of the feed to its end. */
    public synchronized void forgetFollowed() {
        readTo = -1;
        notifyAll();
    }

    private void append(String customer, String journey, long revision, String traceparent) {
        rows.add(new Row(
                Slots.of(UUID.fromString(customer)),
                rows.size() + 1L,
                customer,
                journey,
                revision,
                traceparent,
                Instant.now()));
        notifyAll();
    }

    private synchronized List<JourneyChange> read(ReadJourneyChangesRequest request) throws InterruptedException {
        var positions = new HashMap<Integer, Long>();
        for (SlotPosition position : request.getPositionsList()) {
            positions.put(position.getSlot(), position.getPosition().isEmpty() ? 0 : Long.parseLong(position.getPosition()));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(request.getWait().getSeconds());
        long asked = Math.min(rows.size(), readable);
        while (true) {
            var found = rows.stream()
                    .filter(row -> row.sequence() > positions.getOrDefault(row.slot(), Long.MAX_VALUE)
                            && row.sequence() <= readable)
                    .limit(request.getPageSize())
                    .map(this::change)
                    .toList();
            long left = deadline - System.nanoTime();
            // While some slots are read anew, the others alone are followed.
            if (found.isEmpty() && positions.size() == Slots.COUNT) {
                readTo = asked;
                notifyAll();
            }
            if (!found.isEmpty() || left <= 0) {
                return found;
            }
            // A test that lets the follower begin anew must not wait for the whole patience of an earlier question.
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
            if (readTo < 0) {
                return List.of();
            }
            asked = Math.min(rows.size(), readable);
        }
    }

    /** The slots of which rows beyond {@code positions} are no longer kept, separated by commas. */
    private synchronized String missing(List<SlotPosition> positions) {
        return positions.stream()
                .filter(position -> rows.stream()
                        .anyMatch(row -> row.slot() == position.getSlot()
                                && row.sequence() <= forgotten
                                && row.sequence()
                                        > (position.getPosition().isEmpty() ? 0 : Long.parseLong(position.getPosition()))))
                .map(position -> Integer.toString(position.getSlot()))
                .collect(Collectors.joining(","));
    }

    /** Each journey under each customer that it was told of; the first in a page of its own. */
    private synchronized ReadJourneySnapshotResponse snapshot(ReadJourneySnapshotRequest request)
            throws InterruptedException {
        snapshotPages++;
        while (secondPageKeptBack && !request.getPageToken().isEmpty()) {
            wait();
        }
        var last = new LinkedHashMap<String, Row>();
        rows.stream()
                .filter(row -> request.getSlotsList().contains(row.slot()))
                .forEach(row -> last.put(row.customer() + row.journey(), row));
        // What came last first: of a replacement before of what it replaced.
        var all = last.values().stream().map(this::change).toList().reversed();
        var token = request.getPageToken().isEmpty() ? rows.size() + " 0" : request.getPageToken();
        var end = token.split(" ")[0];
        int from = Integer.parseInt(token.split(" ")[1]);
        int to = Math.min(all.size(), from == 0 ? 1 : from + request.getPageSize());
        return ReadJourneySnapshotResponse.newBuilder()
                .addAllChanges(all.subList(from, to))
                .setNextPageToken(to < all.size() ? end + " " + to : "")
                .addAllPositions(request.getSlotsList().stream()
                        .map(slot -> SlotPosition.newBuilder().setSlot(slot).setPosition(end).build())
                        .toList())
                .build();
    }

    private JourneyChange change(Row row) {
        var change = JourneyChange.newBuilder()
                .setHeader(ChangeHeader.newBuilder()
                        .setSlot(row.slot())
                        .setPosition(Long.toString(row.sequence()))
                        .setCustomerId(row.customer())
                        .setRevision(row.revision())
                        .setTraceparent(row.traceparent()))
                .setJourneyId(row.journey());
        var journey = alive.get(row.journey());
        if (journey != null && journey.getCustomerId().equals(row.customer())) {
            return change.setJourney(journey).build();
        }
        return change.setTombstone(
                        Tombstone.newBuilder().setReplacedBy(replacements.getOrDefault(row.journey(), "")))
                .build();
    }

    private synchronized GetJourneyFeedLagResponse lag(GetJourneyFeedLagRequest request) {
        var beyond = request.getPositionsList().stream()
                .flatMap(position -> rows.stream()
                        .filter(row -> row.slot() == position.getSlot()
                                && row.sequence() > forgotten
                                && row.sequence()
                                        > (position.getPosition().isEmpty() ? 0 : Long.parseLong(position.getPosition()))))
                .toList();
        var now = Instant.now();
        long age = beyond.stream()
                .mapToLong(row -> row.recordedAt().until(now, ChronoUnit.MILLIS))
                .max()
                .orElse(0);
        lagsTold++;
        notifyAll();
        return GetJourneyFeedLagResponse.newBuilder()
                .setTruncated(!missing(request.getPositionsList()).isEmpty())
                .setChanges(beyond.size())
                .setAge(Durations.fromMillis(age))
                .build();
    }

    final class Feed extends JourneyServiceGrpc.JourneyServiceImplBase {

        @Override
        public void readJourneyChanges(
                ReadJourneyChangesRequest request, StreamObserver<ReadJourneyChangesResponse> response) {
            var missing = missing(request.getPositionsList());
            if (!missing.isEmpty()) {
                response.onError(ErrorMapper.statusFor(
                        Refusal.failedPrecondition("FEED_TRUNCATED", "too far behind", Map.of("slots", missing))));
                return;
            }
            try {
                var changes = read(request);
                response.onNext(ReadJourneyChangesResponse.newBuilder()
                        .addAllChanges(changes)
                        .setMore(changes.size() >= request.getPageSize())
                        .build());
                response.onCompleted();
            } catch (InterruptedException stop) {
                response.onError(stop);
            }
        }

        @Override
        public void readJourneySnapshot(
                ReadJourneySnapshotRequest request, StreamObserver<ReadJourneySnapshotResponse> response) {
            try {
                response.onNext(snapshot(request));
                response.onCompleted();
            } catch (InterruptedException stop) {
                response.onError(stop);
            }
        }

        @Override
        public void getJourneyFeedLag(
                GetJourneyFeedLagRequest request, StreamObserver<GetJourneyFeedLagResponse> response) {
            response.onNext(lag(request));
            response.onCompleted();
        }
    }

    final class Clocks extends ClockServiceGrpc.ClockServiceImplBase {

        @Override
        public void getClock(GetClockRequest request, StreamObserver<GetClockResponse> response) {
            synchronized (FakeJourneys.this) {
                response.onNext(GetClockResponse.newBuilder()
                        .setClock(Clock.newBuilder()
                                .setMode(mode)
                                .setNow(Timestamp.newBuilder()
                                        .setSeconds(now.getEpochSecond())
                                        .setNanos(now.getNano())))
                        .build());
            }
            response.onCompleted();
        }
    }

    final class Maps extends DefinitionServiceGrpc.DefinitionServiceImplBase {

        @Override
        public void listDefinitions(
                ListDefinitionsRequest request, StreamObserver<ListDefinitionsResponse> response) {
            synchronized (FakeJourneys.this) {
                response.onNext(page(request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken())));
            }
            response.onCompleted();
        }

        /** Fewer than may be asked for: a page may be cut short. */
        private ListDefinitionsResponse page(int index) {
            return ListDefinitionsResponse.newBuilder()
                    .addAllDefinitions(defined.stream().skip(index).limit(1).toList())
                    .setNextPageToken(index + 1 < defined.size() ? "" + (index + 1) : "")
                    .build();
        }
    }
}
