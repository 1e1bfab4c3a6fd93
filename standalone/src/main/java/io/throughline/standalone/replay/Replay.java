package io.throughline.standalone.replay;

import io.throughline.journey.v1.Interaction;
import io.throughline.measurement.v1.GetPathsRequest;
import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.standalone.apply.Application;
import io.throughline.standalone.apply.Application.Applied;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.mapping.EmptyLog;
import io.throughline.standalone.mapping.InteractionMapper;
import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.LogReader;
import io.throughline.standalone.mapping.MappedLine;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import io.throughline.standalone.mapping.MappedLine.Rejected;
import io.throughline.standalone.mapping.MappedLine.Skipped;
import io.throughline.standalone.mapping.Mapping;
import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.mapping.MissingColumns;
import io.throughline.standalone.mapping.UnreadableHeader;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes a log through the platform, as a channel system would that had stood by while it happened. Memory does not grow with
 * the log, but for eight bytes a rejected line and 64 for each id that the log itself gives.
 */
public final class Replay {

    /** How many batches are under way at once. */
    static final int LANES = 4;

    /** As many as a service takes at once. */
    public static final int USUAL_BATCH = 1_000;

    private static final int TOP_VARIANTS = 10;
    private static final long SECONDS_TO_MEASURE = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clients clients;
    private final Patience patience = new Patience(PATIENCE);
    private final LogIds ids;
    private final Totals totals;
    private final Rejections rejections = new Rejections();
    private final Mapping mapping;
    private final LogFile log;
    private final int batchSize;
    private long skipped;

    public Replay(Clients clients, Mapping mapping, LogFile log) {
        this(clients, mapping, log, USUAL_BATCH);
    }

    /** @param batchSize how many interactions are sent together, at most */
    public Replay(Clients clients, Mapping mapping, LogFile log, int batchSize) {
        this.clients = clients;
        this.mapping = mapping;
        this.log = log;
        this.batchSize = batchSize;
        this.ids = new LogIds(mapping.form());
        this.totals = new Totals(ids.seen());
    }

    /** What the replay is told about the time. */
    public sealed interface Time {

        /**
         * The platform's clock is in REPLAY. In the end it shows {@code asOf}, or else when the last accepted interaction
         * occurred. What occurred after {@code cap} is rejected.
         */
        record Replayed(Instant cap, Optional<Instant> asOf) implements Time {

            /** Why a line cannot be taken, if so. */
            Optional<String> objection(Interaction interaction) {
                return Batch.occurredAt(interaction).isAfter(cap)
                        ? Optional.of("occurred_at: is later than " + (asOf.isPresent() ? "--as-of" : "the time of day"))
                        : Optional.empty();
            }
        }

        /** The platform serves, and what is past is late. */
        record Live() implements Time {}
    }

    /** Checks that the mapping fits the log, and the definitions fit the mapping, without a platform. */
    public static void check(Mapping mapping, LogFile log, List<Path> definitionFiles)
            throws IOException, MappingProblems {
        try (var reader = open(mapping, log)) {
            var mapper = mapper(mapping, reader);
            new DefinitionFilesCheck(mapping, mapper.attributeNames()).check(definitionFiles);
        }
    }

    /** Applies {@code definitions}, sends the log, and reports when all its conclusions have been drawn. */
    public ReplayReport run(List<Path> definitionFiles, Time time) throws IOException, MappingProblems {
        new NamespaceCheck(clients, patience).check(mapping);
        var clock = clock(time);
        var application = new Application(clients, patience);
        var applied = definitionFiles.stream().map(application::applyDefinition).distinct().toList();
        var names = applied.stream().map(Applied::name).toList();
        var named = NamedTouchpoints.in(definitionFiles);
        long start = System.nanoTime();
        send(time);
        if (time instanceof Time.Replayed replayed) {
            replayed.asOf().or(totals::last).ifPresent(clock::reach);
        }
        new Settling(clients, patience, clock, PATIENCE).await(names);
        var customers = customers();
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new ReplayReport(
                totals.interactions(),
                totals.alreadyKnown(),
                skipped,
                rejections.list(),
                customers,
                applied,
                totals.touchpoints(),
                named,
                totals.revenue(),
                paths(names),
                clock.shown(),
                elapsed);
    }

    /** How many interactions have been accepted so far. May be asked by any thread. */
    public long accepted() {
        return totals.interactions();
    }

    private ReplayClock clock(Time time) {
        return switch (time) {
            case Time.Replayed _ -> ReplayClock.start(clients, patience);
            case Time.Live _ -> ReplayClock.live(clients, patience);
        };
    }

    private void send(Time time) throws IOException, MappingProblems {
        var recorder = new Recorder(clients, patience, totals, rejections);
        try (var lanes = new Lanes(LANES, batchSize, recorder::record)) {
            read(line -> take(line, time, lanes));
            lanes.finish();
        }
    }

    private void read(Consumer<MappedLine> reader) throws IOException, MappingProblems {
        try (var lines = open(mapping, log)) {
            var mapper = mapper(mapping, lines);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                reader.accept(mapper.map(line.get()));
            }
        }
    }

    private void take(MappedLine line, Time time, Lanes lanes) {
        switch (line) {
            case Mapped mapped ->
                objection(mapped, time)
                        .ifPresentOrElse(
                                reason -> rejections.add(mapped.number(), reason),
                                () -> lanes.add(ids.outgoing(mapped)));
            case Rejected rejected -> rejections.add(rejected);
            case Skipped _ -> skipped++;
        }
    }

    /** A LIVE platform says for itself what it will not take. */
    private static Optional<String> objection(Mapped line, Time time) {
        return switch (time) {
            case Time.Replayed replayed -> replayed.objection(line.interaction());
            case Time.Live _ -> Optional.empty();
        };
    }

    /** The log is read again when one of its customers fell apart: which of its lines are whose, only they tell. */
    private long customers() throws IOException, MappingProblems {
        var news = new CustomerNews(clients, patience).readOn();
        var answered = totals.customers();
        if (!news.haveFallenApart(answered)) {
            return news.now(answered).size();
        }
        var reobserved = new Reobserved(clients, patience);
        var rejected = rejections.lines();
        read(line -> {
            if (line instanceof Mapped mapped && Arrays.binarySearch(rejected, line.number()) < 0) {
                reobserved.add(ids.outgoing(mapped).line());
            }
        });
        return reobserved.customers().size();
    }

    private GetPathsResponse paths(List<String> definitions) {
        return patience.untilAnswered(() -> clients.measurement()
                .withDeadlineAfter(SECONDS_TO_MEASURE, TimeUnit.SECONDS)
                .getPaths(GetPathsRequest.newBuilder()
                        .addAllDefinitions(definitions)
                        .setTopVariants(TOP_VARIANTS)
                        .build()));
    }

    private static LogReader open(Mapping mapping, LogFile log) throws IOException, MappingProblems {
        try {
            return LogReader.open(log, mapping.log());
        } catch (EmptyLog empty) {
            throw new PlatformException(log.path() + " " + empty.getMessage(), empty);
        } catch (UnreadableHeader header) {
            throw MappingProblems.of(mapping, header);
        }
    }

    private static InteractionMapper mapper(Mapping mapping, LogReader reader) throws MappingProblems {
        try {
            return new InteractionMapper(mapping, reader.columns());
        } catch (MissingColumns missing) {
            throw MappingProblems.of(mapping, missing);
        }
    }
}
