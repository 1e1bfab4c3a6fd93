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
import io.throughline.kit.feed.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The feed of changes: as many pages as its page size asks for, held back while there is nothing new. */
public final class FakeFeed extends JourneyServiceImplBase {

    private final List<JourneyChange> changes = new ArrayList<>();
    private boolean readToTheEnd;
    private int pageSize = 500;

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
        answer.onNext(ReadJourneyChangesResponse.newBuilder()
                .addAllChanges(await(request))
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
            readToTheEnd = true;
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
