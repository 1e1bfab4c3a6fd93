package io.throughline.orchestration;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.throughline.kit.database.Database;
import io.throughline.orchestration.v1.ActionServiceGrpc;
import io.throughline.orchestration.v1.ApplyPolicyRequest;
import io.throughline.orchestration.v1.ApplyPolicyResponse;
import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionServiceGrpc;
import io.throughline.orchestration.v1.GetPolicyRequest;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import io.throughline.orchestration.v1.ListPoliciesRequest;
import io.throughline.orchestration.v1.ListPoliciesResponse;
import io.throughline.orchestration.v1.Policy;
import io.throughline.orchestration.v1.PolicyServiceGrpc;
import io.throughline.orchestration.v1.Subscribe;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** The running service, called as a channel or a platform team calls it. */
@ApplicationScoped
public class ServiceUnderTest {

    private static final int LARGEST_ACTION = 16 * 1024 * 1024;

    private final Database database;
    private final List<ChannelStream> streams = new ArrayList<>();
    private ManagedChannel channel;

    @Inject
    public ServiceUnderTest(Database database) {
        this.database = database;
    }

    /** In the form that the service under test takes. */
    public ApplyPolicyResponse apply(String yaml) {
        return PolicyServiceGrpc.newBlockingStub(channel())
                .applyPolicy(ApplyPolicyRequest.newBuilder().setYaml(yaml).build());
    }

    /** Has the policy {@code name} ask {@code channel} to remind customers whose {@code journey} has stalled. */
    public void remindOfStalled(String name, String journey, String channel) {
        apply("""
                name: %s
                title: Remind of a bill
                on: {journey: %s, transition: stalled}
                ask: {channel: %s, action: remind}
                fresh_for: 1d
                """.formatted(name, journey, channel));
    }

    public Policy policy(String name) {
        return PolicyServiceGrpc.newBlockingStub(channel())
                .getPolicy(GetPolicyRequest.newBuilder().setName(name).build())
                .getPolicy();
    }

    /** Over all pages. */
    public List<String> policyNames(int pageSize) {
        return policyPages(pageSize).stream()
                .flatMap(page -> page.getPoliciesList().stream())
                .map(Policy::getName)
                .toList();
    }

    public List<ListPoliciesResponse> policyPages(int pageSize) {
        var pages = new ArrayList<ListPoliciesResponse>();
        var token = "";
        do {
            pages.add(PolicyServiceGrpc.newBlockingStub(channel())
                    .listPolicies(ListPoliciesRequest.newBuilder()
                            .setPageSize(pageSize)
                            .setPageToken(token)
                            .build()));
            token = pages.getLast().getNextPageToken();
        } while (!token.isEmpty());
        return pages;
    }

    /** Over all pages. */
    public List<Decision> decisions(ListDecisionsRequest request) {
        var decisions = new ArrayList<Decision>();
        var next = request;
        while (true) {
            var page = decisionService().listDecisions(next);
            decisions.addAll(page.getDecisionsList());
            if (page.getNextPageToken().isEmpty()) {
                return decisions;
            }
            next = next.toBuilder().setPageToken(page.getNextPageToken()).build();
        }
    }

    public DecisionServiceGrpc.DecisionServiceBlockingStub decisionService() {
        return DecisionServiceGrpc.newBlockingStub(channel());
    }

    public ChannelStream subscribe(String name, int maxInFlight) {
        return subscribe(Subscribe.newBuilder().setChannel(name).setMaxInFlight(maxInFlight));
    }

    public ChannelStream subscribeSimulated(String name, int maxInFlight) {
        return subscribe(
                Subscribe.newBuilder().setChannel(name).setMaxInFlight(maxInFlight).setSimulated(true));
    }

    /** A stream that has not subscribed. */
    public ChannelStream open() {
        var stream = new ChannelStream(ActionServiceGrpc.newStub(channel()));
        streams.add(stream);
        return stream;
    }

    public void closeStreams() {
        streams.forEach(ChannelStream::cancel);
        streams.clear();
    }

    /** As if the service had read nothing yet. */
    public void forgetPositions() {
        onVirtualThread(() -> database.run("update feed_position set position = ''"));
    }

    /** The states of the actions of {@code channelName}, by name of the state. */
    public List<String> actions(String channelName) {
        return texts("select state from action where channel = $1 order by state", channelName);
    }

    /** What channels noted on the actions of {@code channelName}. */
    public List<String> notes(String channelName) {
        return texts("select note from action where channel = $1 order by note", channelName);
    }

    private List<String> texts(String sql, String argument) {
        var texts = new ArrayList<String>();
        onVirtualThread(() -> {
            for (Row row : database.run(sql, Tuple.of(argument))) {
                texts.add(row.getString(0));
            }
        });
        return texts;
    }

    /** Has the actions of {@code channelName} be {@code minutes} old. */
    public void age(String channelName, int minutes) {
        onVirtualThread(() -> database.run(
                "update action set made_at = now() - make_interval(mins => $2) where channel = $1",
                Tuple.of(channelName, minutes)));
    }

    /** How many actions of {@code channelName} are not to be offered within {@code minutes}. */
    public int resting(String channelName, int minutes) {
        var resting = new AtomicInteger();
        onVirtualThread(() -> resting.set(database.run(
                        "select from action where channel = $1 and offer_from > now() + make_interval(mins => $2)",
                        Tuple.of(channelName, minutes))
                .size()));
        return resting.get();
    }

    /** How many actions of {@code channelName} are held. */
    public int held(String channelName) {
        return OnVirtualThread.call(() -> database.run(
                        "select from action where channel = $1 and held", Tuple.of(channelName))
                .size());
    }

    /** Has the leases and pauses of {@code channelName} be over, as if their time had passed. */
    public void endLeases(String channelName) {
        onVirtualThread(() -> database.run(
                "update action set offer_from = now() - interval '1 second' where channel = $1", Tuple.of(channelName)));
    }

    private ChannelStream subscribe(Subscribe.Builder subscribe) {
        var stream = open();
        stream.subscribe(subscribe.build());
        return stream;
    }

    private synchronized ManagedChannel channel() {
        if (channel == null) {
            int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
            channel = NettyChannelBuilder.forAddress("localhost", port)
                    .usePlaintext()
                    .maxInboundMessageSize(LARGEST_ACTION)
                    .build();
        }
        return channel;
    }

    private static void onVirtualThread(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    @PreDestroy
    void close() {
        if (channel != null) {
            channel.shutdownNow();
        }
    }
}
