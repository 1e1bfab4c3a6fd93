package io.throughline.kit.feed;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.throughline.kit.error.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the owner of a feed tells a reader that it is too far behind: that changes it has not read are no longer kept. */
public final class FeedTruncation {

    /** Of the {@link ErrorInfo}, whose metadata names the slots, separated by commas. */
    public static final String REASON = "FEED_TRUNCATED";

    static final String SLOTS = "slots";

    private FeedTruncation() {}

    /** FAILED_PRECONDITION: of {@code slots} changes beyond the reader's positions are missing. */
    static Refusal refusal(Collection<Integer> slots) {
        var named = slots.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        return Refusal.failedPrecondition(
                REASON,
                "changes beyond the positions are no longer kept of the slots " + named
                        + "; read the snapshot of these slots, and go on from the positions that it gives",
                Map.of(SLOTS, named));
    }

    /** The slots whose changes a feed says are missing; empty when {@code failure} says something else. */
    static SortedSet<Integer> slots(RuntimeException failure) {
        var slots = new TreeSet<Integer>();
        var status =
                switch (failure) {
                    case Refusal refusal -> refusal.status();
                    case StatusRuntimeException answered -> StatusProto.fromThrowable(answered);
                    default -> Status.getDefaultInstance();
                };
        for (var detail : status.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                slots.addAll(slots(detail));
            }
        }
        return slots;
    }

    private static Collection<Integer> slots(Any detail) {
        try {
            var info = detail.unpack(ErrorInfo.class);
            return info.getReason().equals(REASON)
                    ? Arrays.stream(info.getMetadataOrThrow(SLOTS).split(","))
                            .map(Integer::valueOf)
                            .toList()
                    : List.of();
        } catch (InvalidProtocolBufferException garbled) {
            throw new IllegalStateException("a peer's refusal cannot be read", garbled);
        }
    }
}
