package io.throughline.measurement.fake;

import com.google.protobuf.util.Durations;
import io.grpc.stub.StreamObserver;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.GetJourneyFeedLagResponse;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceImplBase;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.ReadJourneyChangesResponse;
import io.throughline.journey.v1.ReadJourneySnapshotRequest;
import io.throughline.journey.v1.ReadJourneySnapshotResponse;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The feed of changes: as many pages as its page size asks for, held back while there is nothing new. */
public final class FakeFeed extends JourneyServiceImplBase {

    private final List<JourneyChange> changes = new ArrayList<>();
    private boolean readToTheEnd;
    private int pageSize = 500;

    /** So many of the first changes are no longer kept. */
    private int forgotten;

    private int snapshotPages;

    /** Tells {@code change} next; its slot and position are set here. */
    public synchronized void tell(JourneyChange change) {
        var header = change.getHeader().toBuilder()
                .setSlot(Slots.of(UUID.fromString(change.getHeader().getCustomerId())))
                .setPosition(Integer.toString(changes.size() + 1));
        changes.add(change.toBuilder().setHeader(header).build());
        readToTheEnd = false;
        notifyAll();
    }

    /** Nobody reads any more. */
    synchronized void abandoned() {
        readToTheEnd = false;
    }

    /** Keeps nothing of what was told so far. */
    public synchronized void forget() {
        forgotten = changes.size();
    }

    /** How many pages of a snapshot were read. */
    public synchronized int snapshotPages() {
        return snapshotPages;
    }

    /** Tells at most so many changes at a time, whatever a reader asks for. */
    public synchronized void cutInto(int changesAPage) {
        pageSize = changesAPage;
    }

    /** Waits until the reader asks for what comes after the last change: then it has committed everything before. */
    public synchronized void awaitRead() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!readToTheEnd) {
            waitUntil(deadline);
            if (System.nanoTime() >= deadline) {
                throw new AssertionError("the feed was not read to its end in time");
            }
        }
    }

    @Override
    public void readJourneyChanges(
            ReadJourneyChangesRequest request, StreamObserver<ReadJourneyChangesResponse> answer) {
        var missing = missing(request.getPositionsList());
        if (!missing.isEmpty()) {
            answer.onError(ErrorMapper.statusFor(
                    Refusal.failedPrecondition("FEED_TRUNCATED", "too far behind", Map.of("slots", missing))));
            return;
        }
        answer.onNext(ReadJourneyChangesResponse.newBuilder()
                .addAllChanges(await(request))
                .build());
        answer.onCompleted();
    }

    /** The slots of which changes beyond {@code positions} are no longer kept, separated by commas. */
    private synchronized String missing(List<SlotPosition> positions) {
        return beyond(positions).stream()
                .map(JourneyChange::getHeader)
                .filter(header -> Integer.parseInt(header.getPosition()) <= forgotten)
                .map(header -> Integer.toString(header.getSlot()))
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** The last change of each journey under each customer, a few at a time. */
    @Override
    public synchronized void readJourneySnapshot(
            ReadJourneySnapshotRequest request, StreamObserver<ReadJourneySnapshotResponse> answer) {
        snapshotPages++;
        var last = new LinkedHashMap<String, JourneyChange>();
        changes.stream()
                .filter(change -> request.getSlotsList().contains(change.getHeader().getSlot()))
                .forEach(change -> last.put(change.getHeader().getCustomerId() + change.getJourneyId(), change));
        var all = List.copyOf(last.values());
        var token = request.getPageToken().isEmpty() ? changes.size() + " 0" : request.getPageToken();
        var end = token.split(" ")[0];
        int from = Integer.parseInt(token.split(" ")[1]);
        int to = Math.min(all.size(), from + 7);
        answer.onNext(ReadJourneySnapshotResponse.newBuilder()
                .addAllChanges(all.subList(from, to))
                .setNextPageToken(to < all.size() ? end + " " + to : "")
                .addAllPositions(request.getSlotsList().stream()
                        .map(slot -> SlotPosition.newBuilder().setSlot(slot).setPosition(end).build())
                        .toList())
                .build());
        answer.onCompleted();
    }

    @Override
    public void getJourneyFeedLag(
            GetJourneyFeedLagRequest request, StreamObserver<GetJourneyFeedLagResponse> answer) {
        var beyond = beyond(request.getPositionsList());
        answer.onNext(GetJourneyFeedLagResponse.newBuilder()
                .setChanges(beyond.size())
                .setAge(Durations.fromMillis(beyond.isEmpty() ? 0 : 1_500))
                .build());
        answer.onCompleted();
    }

    private synchronized List<JourneyChange> await(ReadJourneyChangesRequest request) {
        long deadline = System.nanoTime() + Durations.toNanos(request.getWait());
        while (true) {
            var page = beyond(request.getPositionsList()).stream()
                    .limit(Math.min(pageSize, request.getPageSize()))
                    .toList();
            if (!page.isEmpty()) {
                return page;
            }
            // While some slots are read anew, the others alone are followed.
            readToTheEnd = request.getPositionsCount() == Slots.COUNT;
            notifyAll();
            if (System.nanoTime() >= deadline) {
                return page;
            }
            waitUntil(deadline);
        }
    }

    private synchronized List<JourneyChange> beyond(List<SlotPosition> positions) {
        Map<Integer, Integer> read = new HashMap<>();
        positions.forEach(position -> read.put(
                position.getSlot(), position.getPosition().isEmpty() ? 0 : Integer.parseInt(position.getPosition())));
        return changes.stream()
                .filter(change -> read.containsKey(change.getHeader().getSlot()))
                .filter(change -> Integer.parseInt(change.getHeader().getPosition())
                        > read.get(change.getHeader().getSlot()))
                .toList();
    }

    private void waitUntil(long deadline) {
        try {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
