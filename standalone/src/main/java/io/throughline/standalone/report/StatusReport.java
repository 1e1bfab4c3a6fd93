package io.throughline.standalone.report;

import com.google.protobuf.util.Timestamps;
import io.grpc.StatusRuntimeException;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.measurement.v1.Scorecard;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.platform.Announcement;
import io.throughline.standalone.platform.DataFolder;
import io.throughline.standalone.platform.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** How a running platform fares. A service that does not answer is said not to; the rest is told all the same. */
public final class StatusReport {

    private static final long SECONDS_TO_ANSWER = 5;

    private final Announcement running;
    private final Path data;
    private final Clients clients;

    public StatusReport(Announcement running, Path data, Clients clients) {
        this.running = running;
        this.data = data;
        this.clients = clients;
    }

    public String text() {
        var lines = new StringBuilder();
        lines.append("running on %s, started by process %d%n%n".formatted(data, running.launcher()));
        lines.append(parts());
        lines.append("%nclock          %s%n".formatted(answered(this::clock)));
        lines.append("measurement    %s%n".formatted(answered(this::measurementLag)));
        lines.append("orchestration  %s%n".formatted(answered(this::orchestrationLag)));
        lines.append("journeys       %s%n".formatted(answered(this::journeys)));
        return lines.toString();
    }

    private TextTable parts() {
        var memory = DataFolder.residentMemory(data);
        var table = new TextTable();
        table.row(List.of("", "port", "resident memory"));
        for (var part : Part.values()) {
            table.row(List.of(
                    part.title(),
                    Integer.toString(running.ports().of(part)),
                    memory.containsKey(part) ? Words.mebibytes(memory.get(part)) : "not running"));
        }
        return table;
    }

    private String clock() {
        var clock = clients.clock()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getClock(GetClockRequest.getDefaultInstance())
                .getClock();
        var mode = clock.getMode() == ClockMode.CLOCK_MODE_REPLAY ? "REPLAY" : "LIVE";
        var now = clock.hasNow() ? Timestamps.toString(clock.getNow()) : "not yet advanced";
        return "%s, %s, %s due".formatted(mode, now, Words.count(clock.getTimersDue(), "timer"));
    }

    private String measurementLag() {
        var following = clients.measurement()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getFollowing(io.throughline.measurement.v1.GetFollowingRequest.getDefaultInstance());
        return lag(following.getChangesBehind(), following.getBehind());
    }

    private String orchestrationLag() {
        var following = clients.decisions()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .getFollowing(io.throughline.orchestration.v1.GetFollowingRequest.getDefaultInstance());
        return lag(following.getChangesBehind(), following.getBehind());
    }

    private static String lag(long changes, com.google.protobuf.Duration behind) {
        return changes == 0 ? "follows" : "%s behind, for %s".formatted(Words.count(changes, "change"), Words.duration(behind));
    }

    private String journeys() {
        var cards = ScorecardTable.read(clients);
        return "%s: %s active, %s stalled, %s achieved, %s abandoned, %s exited"
                .formatted(
                        sum(cards, Scorecard::getJourneys),
                        sum(cards, Scorecard::getActive),
                        sum(cards, Scorecard::getStalled),
                        sum(cards, Scorecard::getAchieved),
                        sum(cards, Scorecard::getAbandoned),
                        sum(cards, Scorecard::getExited));
    }

    private static String sum(List<Scorecard> cards, ToLongFunction<Scorecard> count) {
        return Words.count(cards.stream().mapToLong(count).sum());
    }

    private static String answered(Supplier<String> question) {
        try {
            return question.get();
        } catch (StatusRuntimeException silent) {
            return "no answer (" + silent.getStatus().getCode() + ")";
        }
    }
}
