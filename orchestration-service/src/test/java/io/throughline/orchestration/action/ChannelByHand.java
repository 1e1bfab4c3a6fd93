package io.throughline.orchestration.action;

import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** A channel that comes by now and then and carries out whatever it may have, under leases like any other's. */
@ApplicationScoped
public class ChannelByHand {

    private final LeaseStore leases;
    private final Database database;

    @Inject
    public ChannelByHand(LeaseStore leases, Database database) {
        this.leases = leases;
        this.database = database;
    }

    /** How many actions of {@code channel} were offered, which are done then. */
    public int carryOutAll(String channel) {
        var stream = UUID.randomUUID();
        int done = 0;
        for (var offered = leases.reserve(channel, false, 100, stream);
                !offered.isEmpty();
                offered = leases.reserve(channel, false, 100, stream)) {
            var ids = offered.stream().map(OfferedAction::id).toList();
            leases.offer(ids, stream);
            leases.settle(
                    ids.stream()
                            .map(id -> new Acknowledgement(id, Acknowledgement.Result.DONE, ""))
                            .toList(),
                    channel,
                    stream);
            done += ids.size();
        }
        return done;
    }

    /** As far as the leases and pauses of {@code channel} go. */
    public void letAnHourPass(String channel) {
        database.run(
                "update action set offer_from = offer_from - interval '1 hour' where channel = $1", Tuple.of(channel));
    }
}
