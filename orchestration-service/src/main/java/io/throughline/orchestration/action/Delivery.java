package io.throughline.orchestration.action;

import io.grpc.StatusRuntimeException;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.orchestration.v1.Acknowledged;
import io.throughline.orchestration.v1.Action;
import io.throughline.orchestration.v1.StreamActionsResponse;
import io.throughline.orchestration.v1.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Brings actions to one subscribed channel and keeps what it says of them, each on a virtual thread of its own, until the
 * stream ends. What is then under way keeps its lease: the channel may acknowledge it on another stream.
 */
final class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    /** Addressed and offered together. */
    private static final int MOST_AT_ONCE = 32;

    /** What all streams use. */
    record Peers(LeaseStore leases, ActionSignal signal, Postman postman) {}

    private final Peers peers;
    private final Outbox outbox;
    private final Subscribe subscription;
    private final Runnable ended;
    private final UUID stream = UUID.randomUUID();
    private final InFlight inFlight;
    /** Empty is the end. As long as what is requested of the channel, so never full. */
    private final BlockingQueue<Optional<Acknowledgement>> said = new LinkedBlockingQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    Delivery(Peers peers, Outbox outbox, Subscribe subscription, Runnable ended) {
        this.peers = peers;
        this.outbox = outbox;
        this.subscription = subscription;
        this.ended = ended;
        this.inFlight = new InFlight(subscription.getMaxInFlight(), peers.leases().lease());
    }

    void start() {
        var name = "-" + subscription.getChannel() + "-" + stream;
        Thread.ofVirtual().name("deliver" + name).start(() -> untilOver(this::deliver));
        Thread.ofVirtual().name("acknowledge" + name).start(() -> untilOver(this::acknowledge));
    }

    void acknowledge(Acknowledgement acknowledgement) {
        said.add(Optional.of(acknowledgement));
    }

    /** The channel will say no more: ends the stream once all it said is kept and answered. */
    void endAfterAcknowledgements() {
        said.add(Optional.empty());
    }

    /** Ends the stream now. */
    void end() {
        if (over.compareAndSet(false, true)) {
            outbox.complete();
            inFlight.close();
            said.add(Optional.empty());
            peers.signal().raise();
            ended.run();
        }
    }

    private interface Loop {
        void run() throws InterruptedException;
    }

    private void untilOver(Loop loop) {
        try {
            while (!over.get()) {
                loop.run();
            }
        } catch (RuntimeException failure) {
            // The channel is told and comes again; what was not answered is offered again or said again.
            outbox.fail(failure);
            end();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private void deliver() throws InterruptedException {
        outbox.awaitReader();
        int room = Math.min(inFlight.awaitRoom(), MOST_AT_ONCE);
        var reserved = peers.signal().await(() -> reserve(room)).getFirst();
        if (reserved.isEmpty()) {
            return;
        }
        var mail = peers.postman().address(reserved);
        keepBack(mail.returned());
        if (!mail.addressed().isEmpty()) {
            offer(mail.addressed());
        }
    }

    /** The others of their reservation are offered nevertheless. */
    private void keepBack(Map<UUID, Throwable> unaddressed) {
        var unreached = new ArrayList<UUID>();
        unaddressed.forEach((id, failure) -> {
            if (ErrorMapper.isUnreachable(failure)) {
                unreached.add(id);
            } else {
                peers.leases().putOff(id, stream);
                LOG.warnf("cannot address action %s, which is put off: %s", id, reason(failure));
            }
        });
        if (!unreached.isEmpty()) {
            peers.leases().giveBack(unreached, stream);
            LOG.warnf(
                    "cannot address %d actions for now: %s",
                    unreached.size(), ErrorMapper.kind(unaddressed.get(unreached.getFirst())));
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof StatusRuntimeException
                ? ErrorMapper.kind(failure)
                : ErrorMapper.refusalFor(failure).getMessage();
    }

    /** One reservation as soon as there is one, and an empty one when the stream is over. */
    private List<List<OfferedAction>> reserve(int room) {
        if (over.get()) {
            return List.of(List.of());
        }
        var reserved = peers.leases()
                .reserve(subscription.getChannel(), subscription.getSimulated(), room, stream);
        return reserved.isEmpty() ? List.of() : List.of(reserved);
    }

    private void offer(List<Action.Builder> addressed) {
        var ids = addressed.stream().map(action -> UUID.fromString(action.getId())).toList();
        if (over.get()) {
            peers.leases().giveBack(ids, stream);
            return;
        }
        var leases = peers.leases().offer(ids, stream);
        for (var action : addressed) {
            var id = UUID.fromString(action.getId());
            var leaseEnd = leases.get(id);
            if (leaseEnd != null) {
                inFlight.add(id);
                outbox.send(StreamActionsResponse.newBuilder()
                        .setAction(action.setLeaseEndsAt(Times.timestamp(leaseEnd)))
                        .build());
            }
        }
    }

    private void acknowledge() throws InterruptedException {
        var taken = new ArrayList<Optional<Acknowledgement>>();
        taken.add(said.take());
        said.drainTo(taken);
        var acknowledgements = taken.stream().flatMap(Optional::stream).toList();
        if (!acknowledgements.isEmpty() && !over.get()) {
            keep(acknowledgements);
        }
        if (taken.contains(Optional.<Acknowledgement>empty())) {
            end();
        }
    }

    private void keep(List<Acknowledgement> acknowledgements) throws InterruptedException {
        var settled = peers.leases().settle(acknowledgements, subscription.getChannel(), stream);
        for (var acknowledgement : acknowledgements) {
            if (settled.kept().contains(acknowledgement.action())) {
                inFlight.remove(acknowledgement.action());
                outbox.send(StreamActionsResponse.newBuilder()
                        .setAcknowledged(Acknowledged.newBuilder()
                                .setActionId(acknowledgement.action().toString()))
                        .build());
            }
        }
        // What ends the stream comes last, so that what was kept is answered.
        settled.failures().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        outbox.awaitReader();
        outbox.request(acknowledgements.size());
    }
}
